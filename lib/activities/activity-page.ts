import { asc, eq, or, sql } from 'drizzle-orm'
import type { AbsenceReason, ActivityKind, AssignmentState } from '@/db/enums'
import {
  activities,
  activityAttendance,
  activityFiles,
  assignments,
  obligations,
  people,
  tasks,
  taskTemplates,
} from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { findFiles } from '@/lib/files/queries'
import type { StoredFile } from '@/lib/files/states'
import { byName } from '@/lib/organisation/name-order'
import { organisationOn, postHoldersOn } from '@/lib/organisation/queries'
import { can } from '@/lib/policy'
import { visibleAssignments } from '@/lib/tasks/visible'
import { type Activity, kindsOf, loadActivity } from './load-activity'
import { quorumWarning } from './states'
import { stepsWaiting, type WaitingStep } from './steps-waiting'

export interface Attendee {
  personId: string
  name: string
  isPresent: boolean
  absence: AbsenceReason | null
  note: string | null
}

/** A duty a record has answered, with the copy of the task that asked for it. */
export interface AnsweredDuty {
  id: string
  kind: ActivityKind
  period: string
  templateName: string
  isLate: boolean
  task: {
    id: string
    assignmentId: string
    title: string
    state: AssignmentState
    /** The viewer may open it; a plain member sees the record, not the branch's copy. */
    isVisible: boolean
  } | null
}

export interface ActivityPage {
  activity: Activity
  kinds: ActivityKind[]
  organisationName: string
  groupName: string | null
  hostName: string
  recorderName: string
  recordedByName: string
  attendance: Attendee[]
  files: StoredFile[]
  duties: AnsweredDuty[]
  /** Steps of tasks that ask for it and still want more; only for those who act for the branch. */
  pending: WaitingStep[]
  /** Of 支委会: the sentence when no more than half of the committee came. */
  warning: string | null
  /** Who stands in its place, where it was corrected. */
  correctedById: string | null
  canAmend: boolean
}

/**
 * One record with everything it says and counts for.
 * @throws DomainError not_found
 */
export async function activityPage(ctx: ViewerContext, activityId: string): Promise<ActivityPage> {
  const activity = await loadActivity(ctx, ctx.db, activityId)
  const day = activity.heldOn
  const [kinds, branch, group, names, attendance, fileRows, duties, later] = await Promise.all([
    kindsOf(ctx.db, activity.id),
    organisationOn(ctx.db, activity.organisationId, day),
    activity.groupId ? organisationOn(ctx.db, activity.groupId, day) : null,
    namesOf(ctx, activity),
    attendanceOf(ctx, activity.id),
    ctx.db
      .select({ fileId: activityFiles.fileId })
      .from(activityFiles)
      .where(eq(activityFiles.activityId, activity.id)),
    dutiesOf(ctx, activity.id),
    ctx.db
      .select({ id: activities.id })
      .from(activities)
      .where(eq(activities.correctsId, activity.id)),
  ])
  const files = await findFiles(
    ctx.db,
    fileRows.map((row) => row.fileId),
  )
  const correctedById = later[0]?.id ?? null
  const warning = kinds.includes('committee_meeting')
    ? await warningOf(ctx, activity, attendance)
    : null
  const canAmend =
    can(ctx.viewer, 'activity.record', activity) &&
    correctedById === null &&
    activity.withdrawnAt === null
  return {
    activity,
    kinds,
    organisationName: branch?.name ?? '',
    groupName: group?.name ?? null,
    hostName: names.get(activity.hostId) ?? '',
    recorderName: names.get(activity.recorderId) ?? '',
    recordedByName: names.get(activity.recordedBy) ?? '',
    attendance,
    files: files.map(({ id, name, sizeBytes, mediaType }) => ({ id, name, sizeBytes, mediaType })),
    duties,
    pending: canAmend ? await stepsWaiting(ctx.db, { ...activity, kinds }) : [],
    warning,
    correctedById,
    canAmend,
  }
}

async function warningOf(ctx: ViewerContext, activity: Activity, attendance: readonly Attendee[]) {
  const holders = await postHoldersOn(ctx.db, [activity.organisationId], activity.heldOn)
  const committee = new Set(
    holders.filter((one) => one.post !== 'clerk').map((one) => one.personId),
  )
  const present = attendance.filter((one) => one.isPresent && committee.has(one.personId))
  return quorumWarning({ expected: committee.size, present: present.length })
}

async function namesOf(ctx: ViewerContext, activity: Activity): Promise<Map<string, string>> {
  const { hostId, recorderId, recordedBy } = activity
  const rows = await ctx.db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(or(eq(people.id, hostId), eq(people.id, recorderId), eq(people.id, recordedBy)))
  return new Map(rows.map((row) => [row.id, row.name]))
}

function attendanceOf(ctx: ViewerContext, activityId: string): Promise<Attendee[]> {
  return ctx.db
    .select({
      personId: people.id,
      name: people.name,
      isPresent: activityAttendance.isPresent,
      absence: activityAttendance.absence,
      note: activityAttendance.note,
    })
    .from(activityAttendance)
    .innerJoin(people, eq(people.id, activityAttendance.personId))
    .where(eq(activityAttendance.activityId, activityId))
    .orderBy(byName(people.name), asc(people.id))
}

async function dutiesOf(ctx: ViewerContext, activityId: string): Promise<AnsweredDuty[]> {
  const rows = await ctx.db
    .select({
      id: obligations.id,
      kind: obligations.kind,
      period: obligations.period,
      templateName: taskTemplates.name,
      isLate: obligations.isLate,
      taskId: tasks.id,
      title: tasks.title,
      assignmentId: assignments.id,
      state: assignments.state,
      isVisible: sql<boolean>`(${visibleAssignments(ctx.viewer)}) is true`,
    })
    .from(obligations)
    .innerJoin(taskTemplates, eq(taskTemplates.id, obligations.templateId))
    .leftJoin(assignments, eq(assignments.id, obligations.assignmentId))
    .leftJoin(tasks, eq(tasks.id, assignments.taskId))
    .where(eq(obligations.activityId, activityId))
    .orderBy(sql`${obligations.period}`, asc(obligations.id))
  return rows.map(({ taskId, title, assignmentId, state, isVisible, ...duty }) => ({
    ...duty,
    task:
      taskId !== null && title !== null && assignmentId !== null && state !== null
        ? { id: taskId, assignmentId, title, state, isVisible }
        : null,
  }))
}
