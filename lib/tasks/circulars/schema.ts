import { z } from 'zod'

const id = z.uuid('页面已过期，请刷新后再试')
const version = z.coerce.number('页面已过期，请刷新后再试').int().min(1)

export const draftCircularInput = z.object({
  /** Made with the button, so that two presses make one draft. */
  circularId: id,
  taskId: id,
})

export const changeCircularInput = z.object({
  circularId: id,
  version,
  title: z.string('请填写标题').trim().min(4, '标题至少 4 个字').max(100, '标题不超过 100 字'),
  body: z
    .string('请填写正文')
    .trim()
    .min(10, '正文至少 10 个字')
    .max(10_000, '正文不超过 10000 字'),
})
export type ChangeCircularInput = z.output<typeof changeCircularInput>

export const circularInput = z.object({ circularId: id, version })

/** How one recipient stood when the figures were taken. */
const circularRow = z.object({
  assignmentId: z.string(),
  name: z.string(),
  state: z.string(),
  isAccepted: z.boolean(),
  /** Steps handed in, and how many nodes there are. */
  handedIn: z.number().int(),
  nodes: z.number().int(),
  /** Null before everything has been handed in. */
  isOnTime: z.boolean().nullable(),
  isLate: z.boolean(),
  returns: z.number().int(),
})
export type CircularRow = z.output<typeof circularRow>

export const circularFigures = z.object({ rows: z.array(circularRow) })
export type CircularFigures = z.output<typeof circularFigures>
