import type { Metadata } from 'next'
import { ActionForm } from '@/components/form/action-form'
import { AppealBadge } from '@/components/scorecard/appeals/appeal-table'
import {
  type Considered,
  DecideForms,
  NameDeciderForm,
} from '@/components/scorecard/appeals/decide-forms'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { FileList } from '@/components/ui/file-list'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod, formatPoints } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { type AppealPage, appealPage } from '@/lib/scorecard/appeals/appeal-queries'
import { considerAppeal } from '@/lib/scorecard/appeals/consider-appeal'
import { considerInput } from '@/lib/scorecard/appeals/schema'
import { requireContext } from '@/lib/session'
import { decideAppealAction, nameDeciderAction, withdrawAppealAction } from '../../actions'

export const metadata: Metadata = { title: '申诉' }

/** One appeal: what is asked, what stands behind the entry, the decision with its effect first. */
export default async function OneAppealPage(
  props: PageProps<'/scorecard/[quarterId]/appeals/[appealId]'>,
) {
  const params = await props.params
  const quarterId = pageId(params.quarterId)
  const appealId = pageId(params.appealId)
  const ctx = await requireContext(`/scorecard/${quarterId}/appeals/${appealId}`)
  const page = await forPage(appealPage(ctx, quarterId, appealId))
  const considered = page.may['appeal.decide']
    ? await considering(ctx, appealId, considerInput.parse(await props.searchParams))
    : null
  const { appeal } = page
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader
        title={`${page.organisationName}的申诉`}
        crumbs={[
          {
            label: `${formatPeriod(page.quarter.period)}申诉`,
            href: `/scorecard/${quarterId}/appeals`,
          },
          { label: page.organisationName },
        ]}
        context={`${page.filedByName} ${formatMoment(appeal.filedAt, ctx.now)} 提出`}
        actions={
          page.may['appeal.file'] ? (
            <ActionForm action={withdrawAppealAction} hidden={{ appealId }}>
              <SubmitButton>撤回申诉</SubmitButton>
            </ActionForm>
          ) : undefined
        }
      />
      <div className="space-y-4">
        <Decision page={page} now={ctx.now} />
        <Card title="申诉内容" aside={<AppealBadge state={appeal.state} />}>
          <DescriptionList items={itemsOf(page)} />
          <div className="mt-3">
            <FileList
              files={page.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))}
            />
          </div>
        </Card>
        {page.may['appeal.decide'] ? (
          <DecideForms page={page} considered={considered} decide={decideAppealAction} />
        ) : null}
        {page.candidates.length > 0 ? (
          <DisclosureDialog trigger="指定裁定人" title="指定裁定人">
            <NameDeciderForm page={page} name={nameDeciderAction} />
          </DisclosureDialog>
        ) : null}
      </div>
    </div>
  )
}

async function considering(
  ctx: ViewerContext,
  appealId: string,
  { verdict, points = '' }: { verdict?: Considered['verdict']; points?: string },
): Promise<Considered | null> {
  return verdict
    ? { verdict, points, ...(await considerAppeal(ctx, appealId, verdict, points)) }
    : null
}

function Decision({ page, now }: { page: AppealPage; now: Date }) {
  const { appeal } = page
  if (appeal.state === 'filed') {
    return page.may['appeal.decide'] ? null : (
      <Notice>
        {page.deciderName
          ? `由${page.deciderName}裁定，裁定后会通知申诉支部。`
          : '等待裁定，裁定后会通知申诉支部。'}
      </Notice>
    )
  }
  if (appeal.decidedAt === null) {
    return null
  }
  const result =
    appeal.state === 'upheld'
      ? '维持原分录'
      : appeal.decidedHundredths === null
        ? '撤销原分录'
        : `更正为 ${formatPoints(appeal.decidedHundredths, { sign: true })} 分`
  return (
    <Notice tone={appeal.state === 'corrected' ? 'done' : 'info'} title={result}>
      <p className="whitespace-pre-line">{appeal.decisionReason}</p>
      <p className="text-muted text-sm">
        {page.decidedByName} {formatMoment(appeal.decidedAt, now)}
      </p>
    </Notice>
  )
}

function itemsOf(page: AppealPage) {
  const { appeal, entry } = page
  return [
    { term: '指标', detail: page.indicator },
    { term: '规则', detail: page.ruleSentence || page.ruleWords },
    {
      term: appeal.entryId ? '被申诉的分录' : '缺少的分录',
      detail: appeal.entryId
        ? `${formatPoints(appeal.presentHundredths, { sign: true })} 分${entry ? ` · ${entry.reason}（${entry.handlerName ?? '系统'}）` : ''}`
        : '支部认为应有而没有记的一条',
    },
    {
      term: '请求',
      detail:
        appeal.askedHundredths === null
          ? '撤销这条分录'
          : `记 ${formatPoints(appeal.askedHundredths, { sign: true })} 分`,
    },
    { term: '事实和理由', detail: appeal.reason },
  ]
}
