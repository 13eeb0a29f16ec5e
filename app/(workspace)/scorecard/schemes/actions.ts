'use server'

import { action } from '@/lib/action'
import { adoptDocument, createScheme } from '@/lib/scorecard/scheme/drafting/create-scheme'
import { deleteDraft } from '@/lib/scorecard/scheme/drafting/delete-draft'
import { publishScheme, retireScheme } from '@/lib/scorecard/scheme/drafting/publish-scheme'
import { saveFrame } from '@/lib/scorecard/scheme/drafting/save-frame'
import {
  moveIndicator,
  removeIndicator,
  saveIndicator,
} from '@/lib/scorecard/scheme/drafting/save-indicator'
import { removeRule, saveRule } from '@/lib/scorecard/scheme/drafting/save-rule'
import {
  adoptDocumentInput,
  createSchemeInput,
  indicatorInput,
  moveIndicatorInput,
  ruleInput,
  saveFrameInput,
  saveIndicatorInput,
  saveRuleInput,
  schemeInput,
  seenSchemeInput,
} from '@/lib/scorecard/scheme/drafting/schema'

const list = '/scorecard/schemes'
const pageOf = (schemeId: string) => `${list}/${schemeId}`
const shown = (_: unknown, { schemeId }: { schemeId: string }) => [pageOf(schemeId), list]

export const createSchemeAction = action(createSchemeInput, createScheme, {
  words: ({ year, version }) => `已新建${year}年第 ${version} 版草稿。`,
  redirectTo: ({ id }) => pageOf(id),
})

export const adoptDocumentAction = action(adoptDocumentInput, adoptDocument, {
  words: ({ year, version }) => `已存为${year}年第 ${version} 版草稿。`,
  redirectTo: ({ id }) => pageOf(id),
})

export const saveFrameAction = action(saveFrameInput, saveFrame, {
  words: () => '已保存。',
  revalidate: shown,
})

export const saveIndicatorAction = action(saveIndicatorInput, saveIndicator, {
  words: () => '指标已保存。',
  revalidate: shown,
  redirectTo: ({ indicatorKey }, input) =>
    input.indicatorKey ? null : `${pageOf(input.schemeId)}?open=${indicatorKey}`,
})

export const removeIndicatorAction = action(indicatorInput, removeIndicator, {
  words: () => '指标已删去。',
  revalidate: shown,
  redirectTo: ({ id }) => pageOf(id),
})

export const moveIndicatorAction = action(moveIndicatorInput, moveIndicator, {
  words: () => '顺序已调整。',
  revalidate: shown,
})

export const saveRuleAction = action(saveRuleInput, saveRule, {
  words: () => '规则已保存。',
  revalidate: shown,
  redirectTo: (_, { schemeId, indicatorKey, ruleKey }) =>
    ruleKey ? null : `${pageOf(schemeId)}?open=${indicatorKey}`,
})

export const removeRuleAction = action(ruleInput, removeRule, {
  words: () => '规则已删去。',
  revalidate: shown,
  redirectTo: ({ id }, { indicatorKey }) => `${pageOf(id)}?open=${indicatorKey}`,
})

export const deleteDraftAction = action(seenSchemeInput, deleteDraft, {
  words: () => '草稿已删除。',
  revalidate: () => [list],
  redirectTo: () => list,
})

export const publishSchemeAction = action(seenSchemeInput, publishScheme, {
  words: ({ year, version }) => `${year}年第 ${version} 版已发布，从下一个打开的季度起用。`,
  revalidate: shown,
})

export const retireSchemeAction = action(schemeInput, retireScheme, {
  words: () => '已停用，以后的季度不再用这一版；已经打开的季度不变。',
  revalidate: shown,
})
