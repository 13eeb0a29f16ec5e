import { and, eq, sql } from 'drizzle-orm'
import { circulars } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { loadTask } from '../load'
import { takeFigures } from './figures'
import { type Circular, type LoadedCircular, loadCircular } from './load-circular'
import type { ChangeCircularInput } from './schema'
import { bodyOf, titleOf } from './words'

/**
 * 情况通报: a draft written from the figures of this moment. Two presses of one button make one.
 * @throws DomainError conflict for a task that has not been dispatched
 */
export async function draftCircular(
  ctx: ViewerContext,
  input: { circularId: string; taskId: string },
): Promise<Circular> {
  return ctx.transact(async (tx) => {
    const task = await loadTask(ctx, tx.db, input.taskId)
    authorize(ctx.viewer, 'task.edit', task)
    if (!task.dispatchedAt) {
      throw conflict('这项任务还没有下达，没有可以通报的情况。')
    }
    const figures = await takeFigures(tx.db, task.id, ctx.now)
    const [created] = await tx.db
      .insert(circulars)
      .values({
        id: input.circularId,
        taskId: task.id,
        issuingOrganisationId: task.issuingOrganisationId,
        department: task.department,
        title: titleOf(task),
        body: bodyOf(task, figures, ctx.now),
        figures,
        figuresAt: ctx.now,
        state: 'draft',
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!created) {
      tx.unchanged()
      return (await loadCircular(ctx, tx.db, input.circularId)).circular
    }
    tx.record({
      action: 'circular.draft',
      subjectType: 'circular',
      subjectId: created.id,
      detail: { taskId: task.id, recipients: figures.rows.length },
    })
    return created
  })
}

/**
 * Changes title and text of a draft, from the version the form was made from.
 * @throws DomainError conflict when it has been issued or changed meanwhile
 */
export async function changeCircular(
  ctx: ViewerContext,
  input: ChangeCircularInput,
): Promise<Circular> {
  return ctx.transact(async (tx) => {
    const loaded = await loadCircular(ctx, tx.db, input.circularId)
    authorize(ctx.viewer, 'circular.write', loaded.subject)
    if (loaded.circular.title === input.title && loaded.circular.body === input.body) {
      tx.unchanged()
      return loaded.circular
    }
    const changed = await write(tx, loaded, input.version, { title: input.title, body: input.body })
    tx.record({
      action: 'circular.change',
      subjectType: 'circular',
      subjectId: changed.id,
      detail: { version: changed.version },
    })
    return changed
  })
}

/**
 * Takes the figures anew and writes the text from them: what was written by hand goes, which is why
 * the page asks first.
 * @throws DomainError conflict as for a change
 */
export async function renewCircular(
  ctx: ViewerContext,
  input: { circularId: string; version: number },
): Promise<Circular> {
  return ctx.transact(async (tx) => {
    const loaded = await loadCircular(ctx, tx.db, input.circularId)
    authorize(ctx.viewer, 'circular.write', loaded.subject)
    const task = await loadTask(ctx, tx.db, loaded.circular.taskId ?? '')
    const figures = await takeFigures(tx.db, task.id, ctx.now)
    const renewed = await write(tx, loaded, input.version, {
      body: bodyOf(task, figures, ctx.now),
      figures,
      figuresAt: ctx.now,
    })
    tx.record({
      action: 'circular.renew',
      subjectType: 'circular',
      subjectId: renewed.id,
      detail: { version: renewed.version, recipients: figures.rows.length },
    })
    return renewed
  })
}

type Change = Partial<Pick<Circular, 'title' | 'body' | 'figures' | 'figuresAt'>>

async function write(
  tx: Work,
  { circular }: LoadedCircular,
  version: number,
  change: Change,
): Promise<Circular> {
  const [written] = await tx.db
    .update(circulars)
    .set({ ...change, version: sql`${circulars.version} + 1` })
    .where(
      and(
        eq(circulars.id, circular.id),
        eq(circulars.state, 'draft'),
        eq(circulars.version, version),
      ),
    )
    .returning()
  if (!written) {
    throw conflict(
      circular.state === 'issued'
        ? '这份通报已经发出，不能再改。需要更正时请另写一份。'
        : '这份通报刚被改过，这次没有保存，以免覆盖。填写的内容还在：请先复制要保留的部分，再刷新页面。',
    )
  }
  return written
}
