import type { Metadata } from 'next'
import { z } from 'zod'
import { JudgeForm } from '@/components/scorecard/judging/judge-form'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { TextLink } from '@/components/ui/text-link'
import { formatPeriod, formatPoints } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { judgingForm } from '@/lib/scorecard/judging/judging-queries'
import type { JudgingForm } from '@/lib/scorecard/judging/states'
import { requireContext } from '@/lib/session'
import { judgeAction } from '../../actions'

export const metadata: Metadata = { title: '评分' }

const address = z.object({ indicator: z.string().max(40).catch('') })

/** One indicator of one branch, judged by its department. */
export default async function JudgeBranchPage(
  props: PageProps<'/scorecard/[quarterId]/judge/[organisationId]'>,
) {
  const params = await props.params
  const quarterId = pageId(params.quarterId)
  const organisationId = pageId(params.organisationId)
  const { indicator: indicatorKey } = address.parse(await props.searchParams)
  const here = `/scorecard/${quarterId}/judge/${organisationId}`
  const ctx = await requireContext(`${here}?indicator=${encodeURIComponent(indicatorKey)}`)
  const form = await forPage(judgingForm(ctx, quarterId, { indicatorKey, organisationId }))
  const { indicator, branch, self } = form
  const list = `/scorecard/${quarterId}/judge?indicator=${encodeURIComponent(indicator.key)}`
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={`${branch.name} · ${indicator.code} ${indicator.name}`}
        crumbs={[
          { label: `${formatPeriod(form.quarter.period)}初评`, href: list },
          { label: branch.name },
        ]}
        context={[
          indicator.fullHundredths === null
            ? null
            : `满分 ${formatPoints(indicator.fullHundredths)}`,
          indicator.department ?? '党建部',
          indicator.basis,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      <div className="space-y-4">
        {self ? (
          <Notice>
            {`支部自评 ${formatPoints(self.hundredths)} 分${self.note ? `：${self.note}` : ''}`}
          </Notice>
        ) : null}
        <p>
          <TextLink href={`/scorecard/${quarterId}/verify/${organisationId}`}>
            该支部的对照和分录
          </TextLink>
        </p>
        {form.isMine && isOpen(form) ? (
          <JudgeForm key={branch.id} form={form} judge={judgeAction} />
        ) : (
          <Notice tone="warning">
            {form.isMine
              ? '现在不在评分的步骤，不能修改。'
              : '您不评这个支部的这项指标：它归其他部门，或您本季度属于这个支部。'}
          </Notice>
        )}
      </div>
    </div>
  )
}

function isOpen({ quarter }: JudgingForm): boolean {
  return (
    ['preliminary', 'verification', 'meeting'].includes(quarter.state) ||
    (quarter.state === 'publication' && quarter.revision > 1)
  )
}
