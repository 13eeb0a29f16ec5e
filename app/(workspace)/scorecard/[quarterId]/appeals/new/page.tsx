import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { z } from 'zod'
import { AppealForm, type AppealTarget } from '@/components/scorecard/appeals/appeal-form'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { branchResult } from '@/lib/scorecard/ledger/branch-result'
import type { BranchResult, IndicatorResultView } from '@/lib/scorecard/ledger/schema'
import { requireContext } from '@/lib/session'
import { fileAppealAction } from '../../actions'

export const metadata: Metadata = { title: '提出申诉' }

const address = z.object({
  organisation: z.string().catch(''),
  entry: z.uuid().optional().catch(undefined),
  about: z.enum(['missing']).optional().catch(undefined),
})

/** The form of 申诉: against an entry of the branch, or for one that is missing. */
export default async function NewAppealPage(
  props: PageProps<'/scorecard/[quarterId]/appeals/new'>,
) {
  const quarterId = pageId((await props.params).quarterId)
  const { organisation, entry, about } = address.parse(await props.searchParams)
  const organisationId = pageId(organisation)
  const here = `/scorecard/${quarterId}/appeals/new?organisation=${organisationId}`
  const ctx = await requireContext(here)
  const result = await forPage(branchResult(ctx, quarterId, organisationId))
  if (!can(ctx.viewer, 'appeal.file', { organisationId })) {
    forbidden()
  }
  return (
    <div className="mx-auto max-w-3xl">
      <PageHeader
        title="提出申诉"
        crumbs={[
          {
            label: `${formatPeriod(result.quarter.period)}申诉`,
            href: `/scorecard/${quarterId}/appeals`,
          },
          { label: result.subject.name },
        ]}
        context="由没有评过这一项、也不属于本支部的人裁定；裁定前可以撤回"
      />
      {result.quarter.state === 'publication' ? (
        <div className="space-y-4">
          <LinkTabs
            label="申诉什么"
            items={[
              { href: here, label: '分录不对', current: about === undefined },
              { href: `${here}&about=missing`, label: '缺少分录', current: about === 'missing' },
            ]}
          />
          <AppealForm
            key={about ?? 'entry'}
            quarterId={quarterId}
            organisationId={organisationId}
            requestKey={crypto.randomUUID()}
            target={targetOf(result, { entry, about })}
            file={fileAppealAction}
          />
        </div>
      ) : (
        <Notice>申诉在公示期内受理，现在不能提出。</Notice>
      )}
    </div>
  )
}

function targetOf(
  result: BranchResult,
  { entry, about }: { entry?: string; about?: 'missing' },
): AppealTarget {
  if (about === 'missing') {
    return { kind: 'missing', rules: result.indicators.flatMap(rulesOf) }
  }
  const lines = result.entries.filter((line) => line.state === 'standing')
  return { kind: 'entry', lines, chosen: lines.find((line) => line.id === entry)?.id }
}

function rulesOf(indicator: IndicatorResultView): { key: string; label: string }[] {
  return [
    ...indicator.rules.map((rule) => ({
      key: rule.key,
      label: `${indicator.code} ${indicator.name}：${rule.words}`,
    })),
    ...indicator.children.flatMap(rulesOf),
  ]
}
