import type { Db } from '@/db/client'
import type { AssignmentState } from '@/db/enums'
import type { Context, Work } from '@/lib/context'

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
 * Only assignments of the organisation itself; what was given to a person stays with the person.
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
