import { loadCalendar } from '@/lib/calendar'
import type { ViewerContext, Work } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { assertAttachable } from '@/lib/files/attach'
import { dayOf, momentOf } from '@/lib/period'
import { readSetting } from '@/lib/settings/read-setting'
import { expectedAttendance, type RosterPerson } from './attendance'
import { reachesActivityFile } from './file-reach'
import { isAfterDays, isAfterPeriod } from './lateness'
import { owedPeriods } from './owed-periods'
import type { ActivityFields } from './schema'

/** More unmarked people than this are counted instead of named. */
const namedAtMost = 6

/** What a record is, once it has been checked. */
export interface Checked {
  startsAt: Date
  endsAt: Date | null
  /** More working days after the day than the office has set: 补录 for everything it counts for. */
  isLate: boolean
  /** Of the committee, when it met: for the sentence about its quorum. */
  committee: { expected: number; present: number } | null
}

/**
 * Holds a record against the roster of its day: everybody expected is present or absent for a reason,
 * nobody else is named, whoever led was there, and what comes late says why.
 * @param owed what it is for: 补录 is asked for only where a period it counts in is over
 * @throws DomainError invalid at the field that has to change
 */
export async function checkRecord(
  ctx: ViewerContext,
  tx: Work,
  organisationId: string,
  input: ActivityFields,
  options: { isCorrection: boolean },
): Promise<Checked> {
  const startsAt = momentOf(input.heldOn, input.startTime)
  if (startsAt > ctx.now) {
    throw invalid('活动还没有开始，开展以后再记。填写的内容还在。', { heldOn: '时间还没有到' })
  }
  const committee = await checkPeople(tx, organisationId, input)
  await assertAttachable(ctx, tx, input.fileIds, [reachesActivityFile])
  const { recordWithinDays } = await readSetting(tx.db, 'activities')
  const isLate = isAfterDays(input.heldOn, recordWithinDays, ctx.now, await loadCalendar(tx.db))
  const over = (await owedPeriods(tx.db, organisationId, input)).filter((period) =>
    isAfterPeriod(period, ctx.now),
  )
  if ((isLate || over.length > 0) && input.lateReason === undefined && !options.isCorrection) {
    throw invalid(
      isLate
        ? `活动已过去超过 ${recordWithinDays} 个工作日，现在记属于补录，请写明原因。填写的内容还在。`
        : '应开展的期限已过，现在记属于补录，请写明原因。填写的内容还在。',
      { lateReason: '请写明补录的原因' },
    )
  }
  return {
    startsAt,
    endsAt: input.endTime === undefined ? null : momentOf(input.heldOn, input.endTime),
    isLate,
    committee,
  }
}

async function checkPeople(tx: Work, organisationId: string, input: ActivityFields) {
  const { heldOn: day, kinds, groupId, attendance } = input
  const expected = await expectedAttendance(tx.db, { organisationId, kinds, day, groupId })
  const allowed = new Set(expected.people.map((person) => person.personId))
  const named = new Set([...attendance.map((one) => one.personId), ...input.unmarkedIds])
  const isWhole = expected.isChosen || allowed.size === named.size
  if (!isWhole || [...named].some((id) => !allowed.has(id))) {
    throw invalid(
      `${dayOf(tx.now) === day ? '今天' : '这一天'}应到 ${allowed.size} 人，和表上的名单不一致，可能是名册、日期或活动类型有变动。请按“重新取名单”后再保存，其他内容都还在。`,
      { attendance: '名单和当天名册不一致' },
    )
  }
  const unmarked = expected.people.filter((person) => input.unmarkedIds.includes(person.personId))
  if (unmarked.length > 0) {
    throw unmarkedFault(unmarked)
  }
  const roster = new Set(expected.roster.map((person) => person.personId))
  const absent = new Set(attendance.flatMap((one) => (one.isPresent ? [] : [one.personId])))
  for (const [field, label] of [
    ['hostId', '主持人'],
    ['recorderId', '记录人'],
  ] as const) {
    if (!roster.has(input[field])) {
      throw invalid(`${label}当天不在本支部，请重新选择。填写的内容还在。`, {
        [field]: `请重新选择${label}`,
      })
    }
    if (absent.has(input[field])) {
      throw invalid(`${label}在名单里是缺席，请核对。填写的内容还在。`, {
        [field]: `${label}不能缺席`,
      })
    }
  }
  const committee = expected.people.filter((person) => person.isCommittee)
  return kinds.includes('committee_meeting')
    ? {
        expected: committee.length,
        present: committee.filter((person) => !absent.has(person.personId)).length,
      }
    : null
}

/** Nothing is presumed of anybody: who has neither 到会 nor a reason is named, and marked on the form. */
function unmarkedFault(people: readonly RosterPerson[]) {
  const named = people.slice(0, namedAtMost).map((person) => person.name)
  const names =
    people.length > named.length
      ? `${named.join('、')}等 ${people.length} 人`
      : `${named.join('、')}`
  return invalid(`${names}还没有选到会或缺席的原因。填写的内容还在。`, {
    attendance: `还有 ${people.length} 人没有选`,
    ...Object.fromEntries(
      people.map((person) => [`attendance_${person.personId}`, '请选到会或缺席的原因']),
    ),
  })
}
