import { and, eq, gt, ne } from 'drizzle-orm'
import { lockUntilCommit } from '@/db/locks'
import { rosterImports } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import {
  type AfterNumberChange,
  type NumberChange,
  numberFields,
  phoneCiphers,
} from '../number-change'
import type { LeavePosts } from '../open-work-port'
import { lockTree } from '../versions'
import { applyRoster } from './apply-roster'
import type { SecretaryChange } from './compare-posts'
import { compareRoster, type RosterChanges } from './compare-roster'
import { loadCurrentRoster } from './current-roster'
import { assertOpen, loadImport, type RosterImport, staleImport } from './load-import'
import { planRoster, type RosterPlan } from './plan-roster'
import { nothingToImport, outcomeOf, type RosterOutcome } from './roster-outcome'
import type { CommitRosterInput } from './schema'
import { emptyWorkbook, isCleared, openStaged } from './stage'

/**
 * What later domains do when a secretary changes: hand over open work, notify both, stop what is
 * still addressed to the leaver. Called in the transaction of the import.
 */
export type HandOver = (ctx: ViewerContext, tx: Work, changes: SecretaryChange[]) => Promise<void>

/** What an import asks of later domains. */
export interface RosterPorts {
  handOver: HandOver
  afterNumberChange: AfterNumberChange
  leavePosts: LeavePosts
}

/**
 * Writes the valid rows of a preview in one transaction: organisations, people, memberships, posts,
 * accounts. Rows with errors stay out and stay listed; importing the same file again changes nothing.
 * @throws DomainError forbidden; not_found; invalid when 换届时间 is not explained; conflict when the
 * preview changed or a later file was imported meanwhile
 */
export async function commitRoster(
  ctx: ViewerContext,
  input: CommitRosterInput,
  ports: RosterPorts,
): Promise<RosterOutcome> {
  try {
    return await ctx.transact((tx) => commit(ctx, tx, input, ports))
  } catch (error) {
    throw isOverlap(error) ? overlapConflict() : error
  }
}

async function commit(
  ctx: ViewerContext,
  tx: Work,
  input: CommitRosterInput,
  ports: RosterPorts,
): Promise<RosterOutcome> {
  authorize(ctx.viewer, 'organisation.import')
  // One import at a time; the second one then sees what the first one wrote.
  await lockUntilCommit(tx.db, 'rosterImport')
  await lockTree(tx.db)
  const found = await loadImport(tx.db, input.importId)
  assertOpen(found, input.version)
  if (isCleared(found.workbook)) {
    tx.unchanged()
    return nothingToImport
  }
  await assertNoneLater(tx, found)
  const plan = planRoster(openStaged(found.workbook))
  const meaning = input.termDateMeaning ?? found.termDateMeaning
  if (plan.termDates.counted > 0 && !meaning) {
    const sentence = '请先选择“换届时间”指的是什么，名单还没有导入。'
    throw invalid(sentence, { termDateMeaning: sentence })
  }
  const day = dayOf(tx.now)
  const changes = compareRoster(plan, await loadCurrentRoster(tx.db, day), meaning)
  const numbers = await numberChanges(tx, changes)
  await applyRoster(tx, changes, { day, basis: basisOf(found, plan) })
  await closeImport(tx, found, {
    meaning,
    isClean: plan.errors.length === 0,
  })
  await ports.afterNumberChange(tx, numbers)
  await ports.handOver(ctx, tx, changes.posts.secretaryChanges)
  await ports.leavePosts(tx, changes.posts.ended)
  const outcome = outcomeOf(changes, plan)
  tx.record({
    action: 'roster.commit',
    subjectType: 'roster_import',
    subjectId: found.id,
    detail: {
      ...outcome,
      termDateMeaning: meaning ?? null,
      newPersonIds: changes.people.added.map((each) => each.id),
      updated: changes.people.updated.map(({ current, update }) => ({
        id: current.id,
        fields: Object.keys(update),
      })),
      begunPosts: changes.posts.begun,
      changedOrganisationIds: changes.organisations.changed.map(({ current }) => current.id),
      movedPersonIds: changes.people.movedIds,
      endedMembershipIds: changes.people.ended.map((each) => each.id),
      endedPosts: changes.posts.ended.map(({ validFrom: _validFrom, ...post }) => post),
    },
  })
  return outcome
}

/** Whose phone or employee number the import changes, with the phone of before. */
async function numberChanges(tx: Work, { people }: RosterChanges): Promise<NumberChange[]> {
  const changed = people.updated
    .map(({ current, update }) => ({
      personId: current.id,
      fields: numberFields(Object.keys(update)),
    }))
    .filter(({ fields }) => fields.length > 0)
  const ciphers = await phoneCiphers(
    tx.db,
    changed.map(({ personId }) => personId),
  )
  return changed.map((change) => ({
    ...change,
    previousPhoneCipher: ciphers.get(change.personId) ?? null,
  }))
}

/** An older list must not put back what a newer one has changed. */
async function assertNoneLater(tx: Work, found: RosterImport): Promise<void> {
  const [later] = await tx.db
    .select({ id: rosterImports.id })
    .from(rosterImports)
    .where(
      and(
        ne(rosterImports.id, found.id),
        gt(rosterImports.committedAt, found.committedAt ?? found.createdAt),
      ),
    )
    .limit(1)
  if (later) {
    throw conflict(
      '在这之后已经导入过另一份名单，这一份没有导入，以免盖掉新的内容。请重新上传最新的文件。',
    )
  }
}

async function closeImport(
  tx: Work,
  found: RosterImport,
  given: { meaning: RosterImport['termDateMeaning']; isClean: boolean },
): Promise<void> {
  const updated = await tx.db
    .update(rosterImports)
    .set({
      state: 'committed',
      committedAt: tx.now,
      termDateMeaning: given.meaning,
      // Where nothing is left to put right the roster itself is all that is needed of the file.
      ...(given.isClean ? { workbook: emptyWorkbook } : {}),
    })
    .where(
      and(
        eq(rosterImports.id, found.id),
        eq(rosterImports.version, found.version),
        ne(rosterImports.state, 'discarded'),
      ),
    )
    .returning({ id: rosterImports.id })
  if (updated.length === 0) {
    throw staleImport()
  }
}

function basisOf(found: RosterImport, plan: RosterPlan): string {
  const reported = plan.reportedOn ? `，填报日期 ${plan.reportedOn}` : ''
  return `花名册导入（${found.fileName}${reported}）`
}

function isOverlap(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === '23P01'
}

function overlapConflict() {
  return conflict(
    '名单里有人的组织关系或职务已经安排了以后的变动，两者冲突，这次没有导入任何内容。请先在组织页面处理这些安排，再回来导入。',
  )
}
