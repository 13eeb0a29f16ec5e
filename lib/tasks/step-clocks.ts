import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { ClockParty } from '@/db/enums'
import { newId } from '@/db/ids'
import { clockSegments } from '@/db/schema'
import type { Work } from '@/lib/context'
import { isAtBranch } from './assignment-state'
import type { Step } from './load'

function partyOf({ state }: Step, isPaused: boolean): ClockParty | null {
  if (!isAtBranch(state) && state !== 'submitted') {
    return null
  }
  return isPaused ? 'paused' : isAtBranch(state) ? 'assignee' : 'reviewer'
}

/** Ends every running segment whose party has changed, and starts one of the present party. */
export async function alignClocks(
  tx: Work,
  all: readonly Step[],
  isPaused: boolean,
): Promise<void> {
  const running = await tx.db
    .select()
    .from(clockSegments)
    .where(
      and(
        inArray(
          clockSegments.stepId,
          all.map((step) => step.id),
        ),
        isNull(clockSegments.endsAt),
      ),
    )
  for (const step of all) {
    const party = partyOf(step, isPaused)
    const now = running.find((segment) => segment.stepId === step.id)
    if ((now?.party ?? null) === party) {
      continue
    }
    if (now) {
      await tx.db.update(clockSegments).set({ endsAt: tx.now }).where(eq(clockSegments.id, now.id))
    }
    if (party) {
      await tx.db
        .insert(clockSegments)
        .values({ id: newId(), stepId: step.id, party, startsAt: tx.now })
    }
  }
}
