import { boardHref } from '@/components/scorecard/board-href'
import { BoardTable } from '@/components/scorecard/board-table'
import { BranchDrawer } from '@/components/scorecard/branch-drawer'
import { QuarterMenu } from '@/components/scorecard/quarter-menu'
import { classWords } from '@/components/scorecard/score-words'
import { DistributionCard, WeakestCard } from '@/components/scorecard/side-cards'
import { StateLegend } from '@/components/scorecard/state-word'
import { LinkButton } from '@/components/ui/button'
import { WithDrawer } from '@/components/ui/drawer'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { TextLink } from '@/components/ui/text-link'
import type { ViewerContext } from '@/lib/context'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { addDays, dayOf, daysBetween, periodOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { loadBoard } from '@/lib/scorecard/board/board'
import type { Board, BoardAddress, QuarterChoice } from '@/lib/scorecard/board/schema'
import { branchGuidance } from '@/lib/scorecard/guidance/branch-guidance'
import { branchResult } from '@/lib/scorecard/ledger/branch-result'
import { checkCode, quarterStateLabels } from '@/lib/scorecard/quarter/states'
import { guidanceRights } from './guidance-rights'
import { scoreTabs } from './score-tabs'

type BoardPageProps = {
  ctx: ViewerContext
  quarter: QuarterChoice
  address: BoardAddress
  periods: readonly string[]
}

/** 云看板: the branches of a class in bands, and one branch beside them down to its evidence. */
export async function BoardPage({ ctx, quarter, address, periods }: BoardPageProps) {
  const { quarterId, period } = quarter
  const [board, drawer] = await forPage(
    Promise.all([
      loadBoard(ctx, quarterId, {
        class: address.class,
        revision: address.revision,
        after: address.after,
      }),
      address.open ? drawerOf(ctx, quarterId, address.open) : null,
    ]),
  )
  const here = { ...address, period }
  const plain = { ...here, open: undefined, indicator: undefined, entry: undefined }
  return (
    <>
      <PageHeader
        title={`党建指数 · ${formatPeriod(period)}`}
        context={contextOf(board, ctx.now)}
        actions={
          <>
            <LinkButton href={`/scorecard/${quarterId}/sheet?class=${board.class}`}>
              得分表
            </LinkButton>
            {can(ctx.viewer, 'scheme.manage', {
              organisationId: ctx.viewer.roles[0]?.organisationId ?? '',
            }) ? (
              <LinkButton href="/scorecard/simulator">试算</LinkButton>
            ) : null}
            {quarter.state === 'meeting' ? (
              <LinkButton tone="primary" href={`/review/${period}/prepare`}>
                准备评议会
              </LinkButton>
            ) : null}
          </>
        }
      />
      <LinkTabs label="党建指数" items={scoreTabs(ctx.viewer, quarter, 'board')} />
      <div className="mt-4 mb-3 flex flex-wrap items-center justify-between gap-3">
        <FilterChips
          label="类别"
          items={board.classes.map((one) => ({
            href: boardHref(plain, { class: one.class, after: undefined }),
            label: classWords(one.class),
            count: one.count,
            current: one.class === board.class,
          }))}
        />
        <QuarterMenu
          current={period}
          items={periods.map((one) => ({
            period: one,
            href: boardHref({ period: one, class: address.class }),
          }))}
        />
      </div>
      <States board={board} quarter={quarter} now={ctx.now} address={plain} />
      {board.rows.length === 0 ? (
        <EmptyState title="这个季度还没有计分的支部">
          支部在名册上有了类别，当天夜里就会计入。
        </EmptyState>
      ) : (
        <WithDrawer
          drawer={
            drawer ? (
              <BranchDrawer
                {...drawer}
                rights={guidanceRights(ctx.viewer, drawer.result.subject.organisationId)}
                address={here}
                now={ctx.now}
              />
            ) : (
              <Aside board={board} />
            )
          }
        >
          <BoardTable board={board} address={here} />
          <Pager
            newerHref={address.after ? boardHref(plain, { after: undefined }) : undefined}
            newerLabel="回到第一页"
            olderHref={board.next ? boardHref(plain, { after: board.next }) : undefined}
          />
          <StateLegend />
        </WithDrawer>
      )}
      {drawer && board.rows.length > 0 ? (
        <div className="mt-4 grid gap-4 lg:grid-cols-2">
          <SideCards board={board} />
        </div>
      ) : null}
    </>
  )
}

async function drawerOf(ctx: ViewerContext, quarterId: string, organisationId: string) {
  const [result, guidance] = await Promise.all([
    branchResult(ctx, quarterId, organisationId),
    branchGuidance(ctx, quarterId, organisationId),
  ])
  return { result, guidance }
}

/** 实时 with its moment while the ledger moves; a frozen revision with its check code. */
function contextOf({ quarter, asOf, kept }: Board, now: Date): string {
  const { scheme, period, state } = quarter
  const rules = `办法 ${scheme.year} 年第 ${scheme.version} 版`
  if (kept) {
    return `第 ${kept.revision} 版定稿，${formatMoment(kept.at, now)} · 校验码 ${checkCode(kept.sha256)} · ${rules}`
  }
  const left = daysBetween(dayOf(now), addDays(periodOf(period).to, -1))
  return [
    asOf ? `实时，截至 ${formatMoment(asOf, now)}` : '正在首次核算，稍后刷新即可看到',
    quarterStateLabels[state],
    rules,
    ...(left > 0 ? [`季末还有 ${left} 天`] : []),
  ].join(' · ')
}

type StatesProps = { board: Board; quarter: QuarterChoice; now: Date; address: BoardAddress }

function States({ board, quarter, now, address }: StatesProps) {
  const { revisions, kept } = board
  const others = revisions.filter((one) => one.revision !== kept?.revision)
  return (
    <div className="mb-3 space-y-2 empty:hidden">
      {board.isProvisional ? (
        <Notice>
          还有指标未评，暂按现得分分档；名次和等次要等全部评完，公示之前只有党务部门看得到。
        </Notice>
      ) : null}
      {others.length > 0 || (kept && quarter.state !== 'frozen') ? (
        <Notice tone="gold" title={kept ? undefined : '这个季度定稿后又有更正'}>
          各版都在：
          {others.map((one) => (
            <span key={one.sha256} className="me-4 inline-block">
              <TextLink href={boardHref(address, { revision: one.revision })}>
                第 {one.revision} 版定稿
              </TextLink>
              （{formatMoment(one.at, now)}，校验码 {checkCode(one.sha256)}）
            </span>
          ))}
          {address.revision ? (
            <TextLink href={boardHref(address, { revision: undefined })}>
              现在的第 {quarter.revision} 版
            </TextLink>
          ) : null}
        </Notice>
      ) : null}
    </div>
  )
}

function Aside({ board }: { board: Board }) {
  return (
    <aside aria-label="全公司情况" className="mt-4 space-y-4 beside:mt-0">
      <SideCards board={board} />
    </aside>
  )
}

function SideCards({ board }: { board: Board }) {
  const { period } = board.quarter
  return (
    <>
      <WeakestCard
        items={board.weakest}
        href={(key) => `/scorecard/query?indicators=${key}&periods=${period}`}
      />
      <DistributionCard board={board} />
    </>
  )
}
