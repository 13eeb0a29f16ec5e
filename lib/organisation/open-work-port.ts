import type { Db } from '@/db/client'
import type { AssignmentState } from '@/db/enums'
import type { Context, Work } from '@/lib/context'
import type { Day } from '@/lib/period'
import type { PostRow } from './post-rows'
import type { Version } from './versions'

/** An open assignment of an organisation, as 交接清单 and 合并 need it. */
export interface OpenItem {
  assignmentId: string
  taskId: string
  title: string
  state: AssignmentState
  /** The effective due of this moment. */
  dueAt: Date
}

/**
 * What the organisation has to ask of the tasks, which are a later domain: the action hands it in.
 * Only assignments of the organisation itself; what was given to a person follows the person.
 */
export interface OpenWork {
  /** Open assignments, nearest due first. */
  listOpen: (db: Db, organisationId: string) => Promise<OpenItem[]>
  /**
   * Gives an open assignment to another organisation; audits it and tells the new one.
   * @throws DomainError conflict when that one already has this task, or it is not open any more
   */
  transfer: (
    ctx: Context,
    tx: Work,
    move: { assignmentId: string; toOrganisationId: string; basis: string },
  ) => Promise<void>
  /**
   * Ends an open assignment as 不适用, with its basis; audits it.
   * @throws DomainError conflict when it is not open any more
   */
  markNotApplicable: (
    ctx: Context,
    tx: Work,
    item: { assignmentId: string; basis: string },
  ) => Promise<void>
}

/** What a secretary leaves behind when the organisation itself ends. */
export interface LastHandover {
  organisation: Version
  /** The post that has just ended. */
  post: PostRow
  /** Secretary of the organisation that takes over, null where there is none. */
  to: { personId: string; name: string } | null
  /** All that was open, with what was decided: 不适用 carries that state. */
  items: readonly OpenItem[]
  /** `甲支部并入乙支部`. */
  reason: string
}

/** What follows for those whose posts have just ended. */
export type LeavePosts = (
  tx: Work,
  ended: readonly Pick<PostRow, 'organisationId' | 'personId'>[],
) => Promise<{
  /** Messages stopped before they left. */
  stopped: number
  sessionsEnded: number
}>

/**
 * What becomes of tasks given to single persons of an organisation that ends on a day, and of duties
 * it has no copy of its own for.
 */
export type FollowPersons = (
  ctx: Context,
  tx: Work,
  ending: { organisationId: string; successorId: string | null; on: Day; basis: string },
) => Promise<{
  /** Went with the person to the branch he belongs to now. */
  moved: number
  /** 不适用, where the person belongs to none. */
  ended: number
}>

/** What 合并 and 撤销 ask of the tasks besides. */
export interface EndingWork extends OpenWork {
  /** Called once the roster has moved; audits it. */
  followPersons: FollowPersons
  /** Called with every post that ended with the organisation. */
  leavePosts: LeavePosts
  /** Writes the 交接清单 and tells both; audits it. The post has ended by then. */
  handOver: (ctx: Context, tx: Work, handover: LastHandover) => Promise<void>
}
