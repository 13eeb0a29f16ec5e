import { desc, like, sql } from 'drizzle-orm'
import { lockUntilCommit } from '@/db/locks'
import { requirements } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import { issuingOffice } from '../issuing-office'
import { adoptInto } from './adopt-proposal'
import { attachToRequirement } from './attach-files'
import { loadRequirement, type Requirement } from './load-requirement'
import type { RegisterRequirementInput } from './schema'

/**
 * 立项: a numbered demand that tasks will stand on, from a proposal too, which is adopted by it. Sent
 * twice it is registered once.
 * @throws DomainError invalid for a day yet to come; conflict when the proposal has been decided
 */
export async function registerRequirement(
  ctx: ViewerContext,
  input: RegisterRequirementInput,
): Promise<Requirement> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'requirement.register')
    const office = issuingOffice(ctx)
    assertReceived(ctx, input.receivedOn)
    const number = await nextNumber(tx)
    const [made] = await tx.db
      .insert(requirements)
      .values({
        ...contentOf(input),
        id: input.requirementId,
        number,
        issuingOrganisationId: office.organisationId,
        department: office.department,
        state: 'registered',
        createdBy: ctx.viewer.personId,
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      tx.unchanged()
      return known(ctx, tx, input)
    }
    await attachToRequirement(ctx, tx, made.id, input.fileIds)
    tx.record({
      action: 'requirement.register',
      subjectType: 'requirement',
      subjectId: made.id,
      detail: { number, source: made.source, title: made.title, dueOn: made.dueOn },
    })
    if (input.proposalId) {
      await adoptInto(ctx, tx, input.proposalId, {
        requirementId: made.id,
        answer: `已采纳并立项，编号 ${number}。`,
      })
    }
    return made
  })
}

/** What of a form is kept as it stands. */
export function contentOf(input: Omit<RegisterRequirementInput, 'proposalId'>) {
  const { source, receivedOn, title, content } = input
  return {
    source,
    receivedOn,
    title,
    content,
    reference: input.reference ?? null,
    dueOn: input.dueOn ?? null,
  }
}

/**
 * Refuses a day yet to come: nothing is received in advance.
 * @throws DomainError invalid
 */
export function assertReceived(ctx: ViewerContext, receivedOn: string): void {
  if (receivedOn > dayOf(ctx.now)) {
    throw invalid('收到日期晚于今天，没有保存，其他内容都还在。', {
      receivedOn: '收到日期不能晚于今天',
    })
  }
}

async function known(ctx: ViewerContext, tx: Work, input: RegisterRequirementInput) {
  const found = await loadRequirement(ctx, tx.db, input.requirementId)
  if (found.createdBy !== ctx.viewer.personId) {
    throw conflict('页面已过期，内容没有保存。请复制填写的内容，刷新后再保存。')
  }
  return found
}

/** Numbers of a year have no gaps: whoever comes next waits until we have committed. */
async function nextNumber(tx: Work): Promise<string> {
  await lockUntilCommit(tx.db, 'requirementNumber')
  const prefix = `${dayOf(tx.now).slice(0, 4)}-`
  const [last] = await tx.db
    .select({ number: requirements.number })
    .from(requirements)
    .where(like(requirements.number, `${prefix}%`))
    .orderBy(desc(sql`length(${requirements.number})`), desc(requirements.number))
    .limit(1)
  const count = Number(last?.number.slice(prefix.length) ?? 0) + 1
  return `${prefix}${String(count).padStart(3, '0')}`
}
