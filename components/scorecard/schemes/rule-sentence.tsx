import { Notice } from '@/components/ui/notice'
import {
  checkRule,
  explainRule,
  prohibitedIn,
  type RuleFields,
  readRuleFields,
} from '@/lib/scorecard/scheme/in-browser/states'
import type { Indicator } from '@/lib/scorecard/scheme/schema'

type RuleSentenceProps = {
  fields: RuleFields
  indicator: Indicator
  grades: string[]
}

/** What the rule says as it is written: its sentence, what is wrong with it, what it may not score. */
export function RuleSentence({ fields, indicator, grades }: RuleSentenceProps) {
  const { rule } = readRuleFields(fields, 'rule')
  if (!rule) {
    return (
      <Notice title="这条规则的意思">
        <p aria-live="polite">填齐以上内容后，在这里显示。</p>
      </Notice>
    )
  }
  const alone = { ...indicator, name: '指标', rules: [rule], children: [] }
  const [prohibited] = prohibitedIn({ name: '', indicators: [alone] })
  const faults = checkRule(rule, grades)
  return (
    <>
      <Notice title="这条规则的意思">
        <p aria-live="polite">{explainRule(rule, indicator)}</p>
      </Notice>
      {prohibited ? (
        <Notice tone="error" title="不能作为考核依据" live>
          {prohibited.sentence}依据：{prohibited.clause}。
        </Notice>
      ) : null}
      {faults.map((sentence) => (
        <Notice key={sentence} tone="warning">
          {sentence}
        </Notice>
      ))}
    </>
  )
}
