import { z } from 'zod'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const day = z.iso.date('请按“年-月-日”填写日期')

/** A list of ids, or the same as the text of one form field, separated by spaces. */
const idList = z
  .union([z.string().transform((text) => text.split(/\s+/).filter(Boolean)), z.array(z.string())])
  .pipe(z.array(id))

export const meetingInput = z.object({ meetingId: id })
export type MeetingInput = z.output<typeof meetingInput>

export const prepareMeetingInput = z.object({
  quarterId: id,
  heldOn: day,
  place: z.string().trim().max(60, '地点不超过 60 个字').optional(),
  /** Branches in the order they are called; absent: by class, as they stand in the roster. */
  agenda: idList.optional(),
})
export type PrepareMeetingInput = z.output<typeof prepareMeetingInput>

export const renewSnapshotInput = z.object({ quarterId: id })

export const saveNoteInput = meetingInput.extend({
  organisationId: id,
  /** Empty takes the note away. */
  words: z.string().trim().max(2000, '备注不超过 2000 字').default(''),
})
export type SaveNoteInput = z.output<typeof saveNoteInput>

/** A decision as it is written down in the meeting room, perhaps without a network. */
export const decisionInput = z.object({
  /** Made where it was written; sent twice, it is one decision. */
  requestKey: id,
  organisationId: id,
  indicatorKey: z.string().max(40).optional(),
  words: z
    .string('请写明决定事项')
    .trim()
    .min(4, '请写明决定事项，至少 4 个字')
    .max(300, '决定事项不超过 300 字'),
  personId: z.uuid('请选择责任人').optional(),
  dueOn: day,
  /** When it was said, by the clock of the meeting room. */
  decidedAt: z.iso.datetime({ offset: true, message: stale }),
})
export type DecisionInput = z.output<typeof decisionInput>

export const recordDecisionInput = decisionInput.extend({ meetingId: id })
export type RecordDecisionInput = z.output<typeof recordDecisionInput>

/** Several at once; each is looked at by itself, so that one fault does not hold up the others. */
export const syncDecisionsInput = z.object({
  meetingId: id,
  decisions: z.array(z.unknown()).min(1).max(100, '一次最多同步 100 条'),
})
export type SyncDecisionsInput = z.output<typeof syncDecisionsInput>

/** What became of one decision that was sent. */
export interface SyncedDecision {
  requestKey: string
  /** `refused` stays on the device with the reason; nothing is lost. */
  state: 'recorded' | 'refused'
  /** Why not, or that it had been recorded with other words. */
  message: string | null
  taskId: string | null
}

export const syncAnswer = z.object({
  results: z.array(
    z.object({
      requestKey: z.string(),
      state: z.enum(['recorded', 'refused']),
      message: z.string().nullable(),
      taskId: z.string().nullable(),
    }),
  ),
})

/** A quarter in an address: 2026Q3. */
export const reviewPeriod = z.string().regex(/^20\d{2}Q[1-4]$/)
