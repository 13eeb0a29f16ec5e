import { useState } from 'react'
import type { MeetingPack, PackBranch } from '@/lib/review/pack-schema'
import { entriesOnPage, indicatorsOnPage } from './branch-lists'
import type { QueuedDecision } from './decision-store'
import { agendaOnPage } from './list-slides'
import { pagesOf, type Slide, slideOfNumber, slidesOf } from './slides'

/** What is shown instead of the page itself. */
export type Over = 'entries' | 'table' | 'decide' | 'agenda' | 'help' | null

/** Where the meeting is: all of it in the browser, so that nothing is asked of a server. */
export function useMeetingView(pack: MeetingPack, decisions: number) {
  const [position, setPosition] = useState(0)
  const [over, setOver] = useState<Over>(null)
  const [page, setPage] = useState(0)
  const [changed, setChanged] = useState<QueuedDecision | null>(null)
  const [isHidden, setHidden] = useState(false)
  const [hasIntervals, setIntervals] = useState(false)
  const [isBlack, setBlack] = useState(false)
  const slides = slidesOf(pack, decisions)
  const at = Math.min(position, slides.length - 1)
  const slide: Slide = slides[at] ?? { kind: 'opening', page: 0, pages: 1 }
  const branch = slide.kind === 'branch' ? (pack.branches[slide.index] ?? null) : null

  const goTo = (next: number | null) => {
    if (next !== null) {
      setPosition(Math.min(Math.max(next, 0), slides.length - 1))
      setOver(null)
      setPage(0)
      setChanged(null)
      setBlack(false)
    }
  }
  const show = (next: Over) => {
    setOver((before) => (before === next ? null : next))
    setPage(0)
    setChanged(null)
  }
  const goToBranch = (branchId: string) =>
    goTo(slideOfNumber(slides, pack.branches.findIndex((one) => one.id === branchId) + 1))
  return {
    ...{ slides, at, slide, branch, over, page, changed, isHidden, hasIntervals, isBlack },
    goTo,
    move: (by: 1 | -1) => goTo(at + by),
    goToNumber: (number: number) => goTo(slideOfNumber(slides, number)),
    goToClosing: () => goTo(slides.findIndex((one) => one.kind === 'closing')),
    turnPage: (by: 1 | -1) =>
      setPage((before) => Math.min(Math.max(before + by, 0), pagesFor(over, pack, branch) - 1)),
    show,
    leave: () => {
      setOver(null)
      setPage(0)
      setChanged(null)
      setBlack(false)
    },
    /** Opens a decision that has not been synced, on the page of its branch. */
    change: (decision: QueuedDecision) => {
      goToBranch(decision.organisationId)
      setOver('decide')
      setChanged(decision)
    },
    hideNames: () => setHidden((before) => !before),
    intervals: () => setIntervals((before) => !before),
    blackout: () => setBlack((before) => !before),
  }
}

export type MeetingView = ReturnType<typeof useMeetingView>

function pagesFor(over: Over, pack: MeetingPack, branch: PackBranch | null): number {
  switch (over) {
    case 'entries':
      return pagesOf(branch?.entries.length ?? 0, entriesOnPage)
    case 'table':
      return pagesOf(branch?.indicators.length ?? 0, indicatorsOnPage)
    case 'agenda':
      return pagesOf(pack.branches.length, agendaOnPage)
    default:
      return 1
  }
}
