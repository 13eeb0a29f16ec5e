import { and, eq } from 'drizzle-orm'
import { proposals, roleGrants } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, forbidden } from '@/lib/errors'
import { writeNotices } from '@/lib/notifications/notify'
import { organisationsOn, validOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { authorize } from '@/lib/policy'
import type { Proposal } from './load-proposal'
import { proposingOffices } from './offices'
import type { MakeProposalInput } from './schema'

/**
 * 提出需求 in the name of a branch or a department. Sent twice it is made once; the staff are told
 * inside the application.
 * @throws DomainError forbidden in the name of an office that is not the viewer's
 */
export async function makeProposal(
  ctx: ViewerContext,
  input: MakeProposalInput,
): Promise<Proposal> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'proposal.make')
    const office = proposingOffices(ctx.viewer).find((one) => one.key === input.from)
    if (!office) {
      throw forbidden('您现在不能以这个名义提出需求，内容没有提交。请刷新后重新选择。')
    }
    const [made] = await tx.db
      .insert(proposals)
      .values({
        id: input.proposalId,
        organisationId: office.organisationId,
        department: office.department,
        title: input.title,
        content: input.content,
        state: 'submitted',
        byId: ctx.viewer.personId,
        at: tx.now,
      })
      .onConflictDoNothing()
      .returning()
    if (!made) {
      tx.unchanged()
      return known(ctx, tx, input.proposalId)
    }
    tx.record({
      action: 'proposal.make',
      subjectType: 'proposal',
      subjectId: made.id,
      detail: { title: made.title, organisationId: made.organisationId },
    })
    await tellStaff(ctx, tx, made)
    return made
  })
}

async function known(ctx: ViewerContext, tx: Work, proposalId: string): Promise<Proposal> {
  const [found] = await tx.db.select().from(proposals).where(eq(proposals.id, proposalId))
  if (found?.byId !== ctx.viewer.personId) {
    throw conflict('页面已过期，内容没有提交。请复制填写的内容，刷新后再提交。')
  }
  return found
}

async function tellStaff(ctx: ViewerContext, tx: Work, proposal: Proposal): Promise<void> {
  const above = await ancestorsOf(tx, proposal.organisationId)
  const officers = await tx.db
    .selectDistinct({ personId: roleGrants.personId, at: roleGrants.organisationId })
    .from(roleGrants)
    .where(and(eq(roleGrants.role, 'committee_officer'), validOn(roleGrants, dayOf(tx.now))))
  const reached = officers.filter(({ at }) => at === null || above.has(at))
  const personIds = new Set(reached.map((officer) => officer.personId))
  personIds.delete(ctx.viewer.personId)
  await writeNotices(
    tx,
    [...personIds].map((personId) => ({
      personId,
      kind: 'proposal_received',
      title: proposal.title,
      body: '基层提出了新的需求，请研究后采纳、合并或说明理由。',
      href: `/proposals/${proposal.id}`,
      subjectType: 'proposal',
      subjectId: proposal.id,
      smsTemplate: null,
    })),
  )
}

/** The organisation itself and those it stands under today. */
async function ancestorsOf(tx: Work, organisationId: string): Promise<Set<string>> {
  const parents = new Map(
    (await organisationsOn(tx.db, dayOf(tx.now))).map((one) => [one.id, one.parentId]),
  )
  const found = new Set<string>()
  for (let id: string | null = organisationId; id && !found.has(id); id = parents.get(id) ?? null) {
    found.add(id)
  }
  return found
}
