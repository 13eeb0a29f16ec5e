// What a browser needs of a scheme while it is written; nothing here reaches the database.

export { gradesOf } from '../check-grading'
export { checkRule } from '../check-rule'
export { explainRule } from '../explain-rule'
export { prohibitedIn } from '../find-prohibited'
export { plainFigure } from '../marks'
export { fieldsOfRule, type RuleFields, readRuleFields, ruleTextColumns } from '../rule-fields'
