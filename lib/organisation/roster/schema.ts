import { z } from 'zod'
import { termDateMeanings } from '@/db/enums'

/** Statements an upload may carry; the last one refuses it. */
export const rosterClassifications = ['internal', 'work_secret', 'state_secret'] as const
export type RosterClassification = (typeof rosterClassifications)[number]

export const rosterClassificationLabels: Record<RosterClassification, string> = {
  internal: '内部资料，不涉及国家秘密、工作秘密',
  work_secret: '工作秘密，仅限经办人员查看',
  state_secret: '含有国家秘密',
}

export const rosterImportId = z.uuid('没有找到这次导入，请回到导入页重新打开。')
const version = z.coerce.number().int().min(0)

/** One cell put right: with a text, or (`useSuggestion`) with what was suggested for it. */
export const fixRosterCellInput = z
  .object({
    importId: rosterImportId,
    version,
    sheet: z.string().min(1).max(100),
    row: z.coerce.number().int().min(1),
    column: z.string().regex(/^[A-Z]{1,3}$/),
    text: z.string().trim().max(200, '一格最多 200 字').default(''),
    useSuggestion: z.stringbool().default(false),
  })
  .strict()
export type FixRosterCellInput = z.input<typeof fixRosterCellInput>

export const commitRosterInput = z
  .object({
    importId: rosterImportId,
    version,
    termDateMeaning: z.enum(termDateMeanings, '请先选择“换届时间”指的是什么').optional(),
  })
  .strict()
export type CommitRosterInput = z.input<typeof commitRosterInput>

export const discardRosterInput = z.object({ importId: rosterImportId, version }).strict()
export type DiscardRosterInput = z.input<typeof discardRosterInput>
