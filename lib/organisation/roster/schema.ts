import { z } from 'zod'
import { classifications, termDateMeanings } from '@/db/enums'

/** What may be stated about an upload; `secret` can be said, and is refused. */
export const rosterStatement = z.enum([...classifications, 'secret'], '请先选择密级说明')
export type RosterStatement = z.output<typeof rosterStatement>

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
export type FixRosterCellInput = z.output<typeof fixRosterCellInput>

/** What an upload says about itself in its address. */
export const rosterUploadQuery = z.object({
  name: z
    .string()
    .min(1, '文件没有名字，请改名后重新选择。')
    .max(200, '文件名太长，请改短后重新选择。'),
  classification: rosterStatement,
})

export const commitRosterInput = z
  .object({
    importId: rosterImportId,
    version,
    termDateMeaning: z.enum(termDateMeanings, '请先选择“换届时间”指的是什么').optional(),
  })
  .strict()
export type CommitRosterInput = z.output<typeof commitRosterInput>

export const discardRosterInput = z.object({ importId: rosterImportId, version }).strict()
export type DiscardRosterInput = z.output<typeof discardRosterInput>
