import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { ProposalForm } from '@/components/requirements/proposal-form'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { officeChoices } from '@/lib/tasks/requirements/office-choices'
import { makeProposalAction } from '../actions'

export const metadata: Metadata = { title: '提出需求' }

/** A branch or a department says what it needs. */
export default async function ProposePage() {
  const ctx = await requireContext('/proposals/new')
  if (!can(ctx.viewer, 'proposal.make')) {
    forbidden()
  }
  return (
    <>
      <PageHeader
        title="提出需求"
        crumbs={[{ label: '需求', href: '/proposals' }]}
        context="直接送到党建部研究；采纳、合并还是不采纳，都会答复并写明理由。"
      />
      <ProposalForm
        make={makeProposalAction}
        proposalId={crypto.randomUUID()}
        offices={await officeChoices(ctx)}
      />
    </>
  )
}
