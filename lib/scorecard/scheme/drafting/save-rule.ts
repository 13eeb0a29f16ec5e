import type { ViewerContext } from '@/lib/context'
import { invalid, notFound } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { type RuleFields, readRuleFields, ruleTextColumns } from '../rule-fields'
import { freeKey, withIndicator } from '../tree-edit'
import { assertAllowed, known } from './assert-allowed'
import { holdDraft, type Scheme, writeDraft } from './load-scheme'
import type { RuleInput, SaveRuleInput } from './schema'

/** What a saved rule is called, and the draft it stands in. */
export interface SavedRule {
  scheme: Scheme
  ruleKey: string
}

/**
 * Saves a rule of a draft, or adds one.
 * @throws DomainError not_found, forbidden; invalid with a sentence for each field, or with the
 *   clause for a source that is prohibited; conflict once published, or changed meanwhile
 */
export async function saveRule(ctx: ViewerContext, input: SaveRuleInput): Promise<SavedRule> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const indicator = known(draft.document, input.indicatorKey)
    const { rules } = indicator
    const ruleKey = input.ruleKey ?? freeKey(draft.document, `${indicator.key}-r`)
    if (input.ruleKey !== undefined && !rules.some((one) => one.key === ruleKey)) {
      throw notFound('规则')
    }
    const { rule, faults } = readRuleFields(fieldsIn(input), ruleKey)
    if (!rule) {
      throw invalid('有几处要改，规则没有保存，填写的内容都还在。', faults)
    }
    assertAllowed({ ...indicator, name: '指标', rules: [rule], children: [] })
    const document = withIndicator(draft.document, indicator.key, (one) => ({
      ...one,
      rules:
        input.ruleKey === undefined
          ? [...rules, rule]
          : rules.map((other) => (other.key === ruleKey ? rule : other)),
    }))
    const scheme = await writeDraft(tx, draft, document, { part: 'rule', key: ruleKey })
    return { scheme, ruleKey }
  })
}

function fieldsIn(input: SaveRuleInput): RuleFields {
  return {
    op: input.op ?? '',
    effect: input.effect,
    sourceKind: input.sourceKind ?? '',
    activities: input.activities ?? [],
    scope: input.scope,
    sourceKey: input.sourceKey,
    texts: Object.fromEntries(ruleTextColumns.map((column) => [column, input[column] ?? ''])),
  }
}

/**
 * Removes a rule of a draft.
 * @throws DomainError as `saveRule`
 */
export async function removeRule(ctx: ViewerContext, input: RuleInput): Promise<Scheme> {
  return ctx.transact(async (tx) => {
    const draft = await holdDraft(ctx, tx, input)
    authorize(ctx.viewer, 'scheme.manage', { organisationId: draft.committeeId })
    const indicator = known(draft.document, input.indicatorKey)
    if (!indicator.rules.some((one) => one.key === input.ruleKey)) {
      throw notFound('规则')
    }
    const document = withIndicator(draft.document, indicator.key, (one) => ({
      ...one,
      rules: one.rules.filter((rule) => rule.key !== input.ruleKey),
    }))
    return writeDraft(tx, draft, document, { part: 'rule', key: input.ruleKey })
  })
}
