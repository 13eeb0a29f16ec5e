import { z } from 'zod'
import { absenceReasons, activityKinds } from '@/db/enums'
import { addressCursor } from '@/lib/address-field'
import { outsideValue, presentValue } from './states'

const stale = '页面已过期，请刷新后再试'
const id = z.uuid(stale)
const day = z.iso.date('请按“年-月-日”填写日期')
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '请按“时:分”填写时间，例如 15:00')

export const attendanceInput = z.object({
  personId: id,
  isPresent: z.boolean(),
  absence: z.enum(absenceReasons).optional(),
  note: z.string().trim().max(100, '说明不超过 100 字').optional(),
})
export type AttendanceInput = z.output<typeof attendanceInput>

const prefix = 'attendance_'

/** Fields `attendance_<personId>` and `note_<personId>` become a list; one left open is of `unmarkedIds`. */
function withAttendance(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || 'attendance' in given) {
    return given
  }
  const form = given as Record<string, unknown>
  const rest = form.restPresent === 'on' ? presentValue : undefined
  const marks = Object.entries(form)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => ({ personId: name.slice(prefix.length), value: value ?? rest }))
  const attendance = marks.flatMap(({ personId, value }) => {
    if (value === undefined || value === outsideValue) {
      return []
    }
    const isPresent = value === presentValue
    return [
      {
        personId,
        isPresent,
        absence: isPresent ? undefined : value,
        note: isPresent ? undefined : form[`note_${personId}`],
      },
    ]
  })
  const unmarkedIds = marks.flatMap((mark) => (mark.value === undefined ? [mark.personId] : []))
  return { ...form, attendance, unmarkedIds }
}

const fields = z.object({
  /** Made with the form; a retried request finds its first result. */
  requestKey: id,
  kinds: z.array(z.enum(activityKinds)).min(1, '请选择活动类型'),
  heldOn: day,
  startTime: time,
  endTime: time.optional(),
  place: z.string('请填写地点').trim().min(2, '请填写地点').max(100, '地点不超过 100 字'),
  title: z.string('请填写主题').trim().min(2, '主题至少 2 个字').max(80, '主题不超过 80 个字'),
  hostId: z.uuid('请选择主持人'),
  recorderId: z.uuid('请选择记录人'),
  speaker: z.string().trim().max(50, '授课人不超过 50 字').optional(),
  content: z
    .string('请写明活动内容')
    .trim()
    .min(10, '请写明活动内容，至少 10 个字')
    .max(20_000, '活动内容不超过 20000 字，更长的请作为附件'),
  /** The 党小组 that met, when it was not the whole branch. */
  groupId: id.optional(),
  attendance: z.array(attendanceInput).max(2000),
  /** On the form without a mark: neither 到会 nor a reason. */
  unmarkedIds: z.array(id).max(2000).default([]),
  fileIds: z.array(id).default([]),
  lateReason: z.string().trim().min(4, '请写明补录的原因，至少 4 个字').max(200).optional(),
})

type Fields = z.output<typeof fields>

function check(activity: Fields, ctx: z.RefinementCtx): void {
  const fault = (path: string, message: string) =>
    ctx.addIssue({ code: 'custom', path: [path], message })
  if (activity.endTime !== undefined && activity.endTime <= activity.startTime) {
    fault('endTime', '结束时间早于开始时间，请调整')
  }
  if (activity.attendance.some((one) => !one.isPresent && one.absence === undefined)) {
    fault('attendance', '缺席的人请选择原因')
  }
  if (activity.attendance.length + activity.unmarkedIds.length === 0) {
    fault('attendance', '请选出参加的人')
  }
  const people = activity.attendance.map((one) => one.personId)
  if (new Set(people).size < people.length) {
    fault('attendance', '名单里有重复的人，请刷新页面后再试')
  }
}

export const recordActivityInput = z.preprocess(
  withAttendance,
  fields.extend({ organisationId: id }).superRefine(check),
)
export type RecordActivityInput = z.output<typeof recordActivityInput>

const reason = (what: string) =>
  z.string(`请写明${what}`).trim().min(4, `请写明${what}，至少 4 个字`).max(200, '不超过 200 字')

export const correctActivityInput = z.preprocess(
  withAttendance,
  fields.extend({ activityId: id, reason: reason('更正的原因') }).superRefine(check),
)
export type CorrectActivityInput = z.output<typeof correctActivityInput>

export const withdrawActivityInput = z.object({ activityId: id, reason: reason('撤回的原因') })

/** What every form of an activity says. */
export type ActivityFields = Fields

const uuid = z.uuid().optional().catch(undefined)
const year = z.coerce.number().int().min(2000).max(2100).optional().catch(undefined)
const listed = (given: unknown) => (given === undefined || Array.isArray(given) ? given : [given])

export const activityAddress = z.object({
  kind: z.enum(activityKinds).optional().catch(undefined),
  organisation: uuid,
  /** Only what was written down late. */
  late: z.enum(['1']).optional().catch(undefined),
  after: addressCursor,
})

/** First step of a record: for whom, which kinds, when. */
export const recordAddress = z.object({
  organisation: uuid,
  kinds: z.preprocess(listed, z.array(z.enum(activityKinds))).catch([]),
  on: z.iso.date().optional().catch(undefined),
  group: uuid,
})

export const yearAddress = z.object({ year })
export const coverageAddress = z.object({
  year,
  template: uuid,
  period: z
    .string()
    .regex(/^\d{4}(Q[1-4]|M(0[1-9]|1[0-2]))?$/)
    .optional()
    .catch(undefined),
})
