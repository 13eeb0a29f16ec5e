import { formatDay, formatPeriod } from '@/lib/format'
import { startOfDay } from '@/lib/period'
import type { MeetingPack, PackDecision } from '@/lib/review/pack-schema'
import { type KeptState, keptLabels, keptStates } from '@/lib/review/states'
import type { QueuedDecision } from './decision-store'
import { SlideFrame } from './slide-frame'
import { branchName, classWord, keptColours, keptSigns, keptWords, personWord } from './slide-words'
import { rowsOnPage } from './slides'

type PageProps = { pack: MeetingPack; isHidden: boolean; page: number; pages: number }

function overWords({ pack, page, pages }: PageProps): string {
  const place = pack.place ? ` · ${pack.place}` : ''
  const turn = pages > 1 ? ` · 第 ${page + 1} 页，共 ${pages} 页` : ''
  return `${formatPeriod(pack.period)}党建指数评议会 · ${formatDay(pack.heldOn)}${place} · 议程 ${pack.branches.length} 个支部${turn}`
}

/** The meeting opens with what was decided last time, and whether it was kept. */
export function OpeningSlide(props: PageProps) {
  const { pack, isHidden, page } = props
  const { period, decisions } = pack.earlier
  const shown = decisions.slice(page * rowsOnPage, (page + 1) * rowsOnPage)
  const title =
    period === null
      ? '以前没有评议会决定'
      : `${formatPeriod(period)}的决定 ${decisions.length} 条：${countWords(decisions)}`
  return (
    <SlideFrame over={overWords(props)} title={title}>
      {shown.length > 0 ? (
        <ul>
          {shown.map((one) => (
            <li key={one.requestKey} className="border-line border-b py-3">
              <p className="line-clamp-1 text-base">
                <span className="text-muted">{nameOf(pack, one, isHidden)}：</span>
                {one.words}
              </p>
              <p className="text-sm">
                {personWord(one.personName, isHidden)} ·{' '}
                <span className={keptColours[one.kept]}>
                  {keptSigns[one.kept]} {keptWords(one, pack.heldOn)}
                </span>
              </p>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-lg text-soft">
          {period === null
            ? '本次起，会上的决定会在下次评议会开头逐条核对。'
            : '上次评议会没有作决定。'}
        </p>
      )}
    </SlideFrame>
  )
}

function countWords(decisions: readonly PackDecision[]): string {
  const count = (state: KeptState) => decisions.filter((one) => one.kept === state).length
  return keptStates
    .filter((state) => count(state) > 0)
    .map((state) => `${keptLabels[state]} ${count(state)}`)
    .join('，')
}

/** Where names are hidden a branch is its number, also one that is not on this agenda. */
function nameOf(pack: MeetingPack, one: PackDecision, isHidden: boolean): string {
  const branch = pack.branches.find((each) => each.id === one.organisationId)
  if (branch) {
    return branchName(branch, isHidden)
  }
  return isHidden ? '未列入本次议程的支部' : one.organisationName
}

type DecisionsProps = PageProps & {
  recorded: readonly PackDecision[]
  waiting: readonly QueuedDecision[]
  onChange: (decision: QueuedDecision) => void
  onDrop: (decision: QueuedDecision) => void
}

/** What this meeting has decided; what the server does not have yet says so. */
export function DecisionsSlide(props: DecisionsProps) {
  const { pack, isHidden, page, recorded, waiting } = props
  const rows = [
    ...waiting.map((one) => ({ one, queued: one as QueuedDecision | null })),
    ...recorded.map((one) => ({ one, queued: null as QueuedDecision | null })),
  ]
  const shown = rows.slice(page * rowsOnPage, (page + 1) * rowsOnPage)
  const title = `本次决定 ${rows.length} 条${waiting.length > 0 ? `，未同步 ${waiting.length} 条` : ''}`
  return (
    <SlideFrame over={overWords(props)} title={title}>
      {shown.length > 0 ? (
        <ul>
          {shown.map(({ one, queued }) => (
            <li
              key={one.requestKey}
              className="flex items-center justify-between gap-8 border-line border-b py-2"
            >
              <div className="min-w-0">
                <p className="line-clamp-1 text-base">
                  <span className="text-muted">{branchOf(pack, one, isHidden)}：</span>
                  {one.words}
                </p>
                <p className="text-muted text-sm">
                  {personWord(one.personName, isHidden)} ·{' '}
                  {formatDay(one.dueOn, startOfDay(pack.heldOn))}前
                  {queued?.refusal ? <span className="text-late"> · {queued.refusal}</span> : null}
                </p>
              </div>
              {queued ? (
                <Unsynced {...props} queued={queued} />
              ) : (
                <p className="shrink-0 text-done text-sm">✓ 已下达任务</p>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-lg text-soft">还没有决定。在支部页按 D 记录，联网后即下达为督办任务。</p>
      )}
    </SlideFrame>
  )
}

function branchOf(pack: MeetingPack, one: { organisationId: string }, isHidden: boolean): string {
  const branch = pack.branches.find((each) => each.id === one.organisationId)
  return branch ? branchName(branch, isHidden) : ''
}

function Unsynced(props: DecisionsProps & { queued: QueuedDecision }) {
  const { queued, onChange, onDrop } = props
  return (
    <div className="flex shrink-0 items-center gap-3 text-sm">
      <span className="text-behind">● 未同步</span>
      <button type="button" className="slide-button" onClick={() => onChange(queued)}>
        修改
      </button>
      <button type="button" className="slide-button" onClick={() => onDrop(queued)}>
        删去
      </button>
    </div>
  )
}

export const agendaOnPage = 16

type AgendaProps = PageProps & { current: string | null; onGo: (number: number) => void }

/** The agenda with its numbers, two columns a page. */
export function AgendaSlide(props: AgendaProps) {
  const { pack, isHidden, page, current, onGo } = props
  const shown = pack.branches.slice(page * agendaOnPage, (page + 1) * agendaOnPage)
  return (
    <SlideFrame over={overWords(props)} title={`议程：${pack.branches.length} 个支部`}>
      <ol className="grid grid-flow-col grid-cols-2 grid-rows-8 gap-x-12 max-lg:grid-flow-row max-lg:grid-cols-1 max-lg:grid-rows-none">
        {shown.map((branch) => (
          <li key={branch.id}>
            <button
              type="button"
              className="flex w-full gap-4 border-line border-b py-2 text-left text-base aria-current:font-semibold aria-current:text-gold"
              aria-current={branch.id === current ? 'true' : undefined}
              onClick={() => onGo(branch.number)}
            >
              <span className="w-14 shrink-0 text-right text-muted">{branch.number}</span>
              <span className="line-clamp-1 grow">{branchName(branch, isHidden)}</span>
              <span className="shrink-0 text-muted text-sm">{classWord(branch)}</span>
            </button>
          </li>
        ))}
      </ol>
    </SlideFrame>
  )
}
