import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { RequirementForm } from '@/components/requirements/requirement-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { TextLink } from '@/components/ui/text-link'
import { forPage } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { proposalDetail } from '@/lib/tasks/requirements/proposal-detail'
import { registerAddress } from '@/lib/tasks/requirements/schema'
import { registerRequirementAction } from '../actions'

export const metadata: Metadata = { title: '登记立项' }

/** Registering a requirement, from a proposal too, which is then adopted by it. */
export default async function RegisterPage({ searchParams }: PageProps<'/requirements/new'>) {
  const ctx = await requireContext('/requirements/new')
  if (!can(ctx.viewer, 'requirement.register')) {
    forbidden()
  }
  const { proposal: proposalId } = registerAddress.parse(await searchParams)
  const detail = proposalId ? await forPage(proposalDetail(ctx, proposalId)) : null
  const proposal = detail?.canDecide ? detail.row : null
  const today = dayOf(ctx.now)
  return (
    <>
      <PageHeader
        title="登记立项"
        crumbs={[{ label: '立项', href: '/requirements' }]}
        context="保存后自动编号；再从这里新建任务，办完销号。"
      />
      {proposal ? (
        <Notice className="mb-4 max-w-form" title="从需求立项">
          保存后，
          <TextLink href={`/proposals/${proposal.id}`}>{proposal.title}</TextLink>
          视为采纳，提出人会收到立项编号。
        </Notice>
      ) : null}
      <RequirementForm
        save={registerRequirementAction}
        hidden={{
          requirementId: crypto.randomUUID(),
          ...(proposal ? { proposalId: proposal.id } : {}),
        }}
        values={
          proposal
            ? {
                source: 'branch_proposal',
                reference: `${proposal.department ?? proposal.organisationName ?? ''}提出`,
                receivedOn: dayOf(proposal.at),
                title: proposal.title,
                content: proposal.content,
              }
            : { receivedOn: today }
        }
        saveLabel="保存并编号"
      />
    </>
  )
}
