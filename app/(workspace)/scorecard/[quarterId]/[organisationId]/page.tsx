import type { Metadata } from 'next'
import { GuidanceList, guidanceTitle } from '@/components/scorecard/guidance-list'
import { ResultLedger } from '@/components/scorecard/result-ledger'
import { ResultTable, type SideBySide } from '@/components/scorecard/result-table'
import { ResultTrend } from '@/components/scorecard/result-trend'
import { ResultWaterfall } from '@/components/scorecard/result-waterfall'
import { classWords } from '@/components/scorecard/score-words'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { FilterChips } from '@/components/ui/filter-chips'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { PrintHeader } from '@/components/ui/print-header'
import { type Stat, StatStrip } from '@/components/ui/stat-strip'
import { auditHead, formatHead } from '@/lib/audit-trail/head'
import type { ViewerContext } from '@/lib/context'
import { formatDay, formatMoment, formatPeriod, formatPoints } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { branchTrend } from '@/lib/scorecard/board/branch-trend'
import { frozenRevisions } from '@/lib/scorecard/board/kept-states'
import { quartersOfBranch } from '@/lib/scorecard/board/quarter-list'
import type { KeptState } from '@/lib/scorecard/board/schema'
import { branchGuidance } from '@/lib/scorecard/guidance/branch-guidance'
import type { Guidance } from '@/lib/scorecard/guidance/schema'
import { branchResult } from '@/lib/scorecard/ledger/branch-result'
import type { BranchResult } from '@/lib/scorecard/ledger/schema'
import { checkCode, quarterStateLabels } from '@/lib/scorecard/quarter/states'
import { type Comparison, comparison } from '@/lib/scorecard/self/comparison'
import { requireContext } from '@/lib/session'
import { guidanceRights } from '../../guidance-rights'

export const metadata: Metadata = { title: '得分单' }

type BranchPageProps = PageProps<'/scorecard/[quarterId]/[organisationId]'>

/** 得分单: from full marks to the total, every entry with its rule, fact, evidence and handler. */
export default async function BranchScorePage({ params }: BranchPageProps) {
  const given = await params
  const [quarterId, organisationId] = [pageId(given.quarterId), pageId(given.organisationId)]
  const ctx = await requireContext(`/scorecard/${quarterId}/${organisationId}`)
  const [result, guidance, quarters, revisions, beside, head] = await forPage(
    Promise.all([
      branchResult(ctx, quarterId, organisationId),
      branchGuidance(ctx, quarterId, organisationId),
      quartersOfBranch(ctx, organisationId),
      frozenRevisions(ctx.db, quarterId),
      comparison(ctx, quarterId, organisationId),
      auditHead(ctx.db),
    ]),
  )
  const { quarter, subject } = result
  const trend = await branchTrend(ctx, organisationId, quarter.period)
  const isStaff = can(ctx.viewer, 'score.viewBoard')
  const frozen = quarter.state === 'frozen' ? revisions[0] : undefined
  const title = `${formatPeriod(quarter.period)}党建指数得分单`
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={subject.name}
          crumbs={[
            {
              label: '党建指数',
              href: isStaff ? `/scorecard?period=${quarter.period}` : undefined,
            },
          ].map(({ label, href }) => (href ? { label, href } : { label }))}
          context={contextOf(result, frozen, ctx.now)}
          actions={
            <>
              <NextStep ctx={ctx} result={result} />
              <LinkButton href={`/api/scorecard/${quarterId}/${organisationId}/sheet`} download>
                下载 Excel
              </LinkButton>
              <PrintButton>打印得分单</PrintButton>
            </>
          }
        />
        {quarters.length > 1 ? (
          <FilterChips
            label="季度"
            items={quarters.map((one) => ({
              href: `/scorecard/${one.quarterId}/${organisationId}`,
              label: formatPeriod(one.period),
              current: one.quarterId === quarterId,
            }))}
          />
        ) : null}
      </div>
      <PrintHeader
        issuer={subject.name}
        title={title}
        printedAt={formatMoment(ctx.now)}
        checkLine={
          <>
            {frozen ? `第 ${frozen.revision} 版定稿校验码 ${frozen.sha256}　` : '未定稿，'}
            审计链头 {formatHead(head)}
          </>
        }
      />
      <div className="mt-4 space-y-4">
        <Remarks result={result} revisions={revisions} now={ctx.now} />
        <StatStrip label="得分" items={statsOf(result, guidance)} />
        {guidance ? (
          <div className="no-print">
            <Card title={guidanceTitle(guidance)}>
              <GuidanceList
                {...guidanceRights(ctx.viewer, organisationId)}
                guidance={guidance}
                organisationId={organisationId}
                now={ctx.now}
              />
            </Card>
          </div>
        ) : null}
        <ResultWaterfall result={result} />
        <ResultTable result={result} comparison={besideOf(beside)} />
        <ResultLedger entries={result.entries} now={ctx.now} />
        <div className="no-print">
          <ResultTrend name={subject.name} points={trend} />
        </div>
        <p className="text-muted text-sm">
          得分由没有冲销的分录逐条相加得出，可当场复算。更正时先冲销、再记新分录，原分录一直保留。
        </p>
      </div>
    </>
  )
}

function contextOf(
  { quarter, subject, reckonedAt }: BranchResult,
  frozen: KeptState | undefined,
  now: Date,
) {
  const { scheme } = quarter
  return [
    formatPeriod(quarter.period),
    classWords(subject.class),
    frozen
      ? `第 ${frozen.revision} 版定稿 · 校验码 ${checkCode(frozen.sha256)}`
      : `${quarterStateLabels[quarter.state]} · ${reckonedAt ? `实时，截至 ${formatMoment(reckonedAt, now)}` : '正在首次核算'}`,
    `${scheme.name}（${scheme.year} 年第 ${scheme.version} 版）`,
  ].join(' · ')
}

function statsOf(result: BranchResult, guidance: Guidance | null): Stat[] {
  const { standing, rankedInClass } = result
  const points = (hundredths: number) => ({ value: formatPoints(hundredths), unit: '分' })
  return [
    {
      ...points(standing.totalHundredths),
      label: `得分（满分 ${formatPoints(standing.fullHundredths)}）`,
    },
    ...(standing.unscoredHundredths > 0
      ? [{ ...points(standing.unscoredHundredths), label: '未评，评完才有名次和等次' }]
      : []),
    ...(standing.rank === null
      ? []
      : [{ value: `${standing.rank} / ${rankedInClass}`, label: '类内名次，同分并列' }]),
    ...(standing.grade === null
      ? []
      : [{ value: standing.grade, label: '等次', tone: 'gold' as const }]),
    ...(guidance
      ? [
          {
            ...points(guidance.reachableHundredths - guidance.forecastHundredths),
            label: '尚可完成',
          },
        ]
      : []),
  ]
}

type RemarksProps = { result: BranchResult; revisions: KeptState[]; now: Date }

function Remarks({ result, revisions, now }: RemarksProps) {
  const { subject, vetoes, quarter } = result
  const isOver = revisions.length > 1 || (revisions.length > 0 && quarter.state !== 'frozen')
  return (
    <>
      {subject.mergedInto ? (
        <Notice>
          {formatDay(subject.to, now)}并入{subject.mergedInto.name}，之前按段计分，不参加比较。
        </Notice>
      ) : null}
      {vetoes.map((veto) => (
        <Notice key={veto.entryId} tone="error" title="一票否决">
          {veto.words}，得分不变。
        </Notice>
      ))}
      {isOver ? (
        <Notice tone="gold" title="本季度有过更正">
          {revisions.map((one) => (
            <p key={one.sha256}>
              第 {one.revision} 版 {formatMoment(one.at, now)}定稿，校验码 {checkCode(one.sha256)}
            </p>
          ))}
        </Notice>
      ) : null}
    </>
  )
}

/** What the leaders of the branch are to do in this step of the quarter. */
function NextStep({ ctx, result }: { ctx: ViewerContext; result: BranchResult }) {
  const { quarter, subject } = result
  const { organisationId } = subject
  const at = `/scorecard/${quarter.quarterId}`
  if (quarter.state === 'self' && can(ctx.viewer, 'score.selfAssess', { organisationId })) {
    return (
      <LinkButton tone="primary" href={`${at}/self/${organisationId}`}>
        填写自评
      </LinkButton>
    )
  }
  if (quarter.state === 'verification' && can(ctx.viewer, 'score.reply', { organisationId })) {
    return (
      <LinkButton tone="primary" href={`${at}/verify/${organisationId}`}>
        核对初评
      </LinkButton>
    )
  }
  if (quarter.state === 'publication' && can(ctx.viewer, 'appeal.file', { organisationId })) {
    return (
      <LinkButton href={`${at}/appeals/new?organisation=${organisationId}`}>提出申诉</LinkButton>
    )
  }
  return null
}

/** By indicator, once there is a 自评 or a 初评 to compare with. */
function besideOf({ rows }: Comparison): ReadonlyMap<string, SideBySide> | undefined {
  const isGiven = rows.some((row) => row.self.hundredths !== null || row.preliminary !== null)
  return isGiven
    ? new Map(
        rows.map((row) => [
          row.key,
          {
            selfHundredths: row.self.hundredths,
            preliminaryHundredths: row.preliminary?.hundredths ?? null,
          },
        ]),
      )
    : undefined
}
