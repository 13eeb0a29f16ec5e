'use client'

import { useEffect } from 'react'
import type { MeetingPack } from '@/lib/review/pack-schema'
import { EntriesSlide, TableSlide } from './branch-lists'
import { BranchSlide } from './branch-slide'
import { DecisionForm } from './decision-form'
import type { QueuedDecision } from './decision-store'
import { HelpSlide } from './help-slide'
import { AgendaSlide, agendaOnPage, DecisionsSlide, OpeningSlide } from './list-slides'
import { MeetingFoot } from './meeting-foot'
import { pagesOf } from './slides'
import { type DecisionQueue, useDecisionQueue } from './use-decision-queue'
import { useMeetingChannel } from './use-meeting-channel'
import { useMeetingKeys } from './use-meeting-keys'
import { type MeetingView, useMeetingView } from './use-meeting-view'

type MeetingScreenProps = {
  pack: MeetingPack
  /** Address of the second window. */
  notesHref: string
}

/**
 * The wall of the review meeting. Everything it shows came with the page; from then on only decisions
 * use the network, and they wait for it.
 */
export function MeetingScreen({ pack, notesHref }: MeetingScreenProps) {
  const queue = useDecisionQueue(pack)
  const view = useMeetingView(pack, queue.waiting.length + queue.recorded.length)
  const { branch } = view
  const canDecide = pack.canDecide && branch !== null
  const tell = useMeetingChannel(pack.meetingId, (message) => {
    if (message.kind === 'move') {
      view.move(message.by)
    } else if (message.kind === 'where') {
      tell({ kind: 'at', branchId: branch?.id ?? null, number: branch?.number ?? null })
    }
  })
  useEffect(() => {
    tell({ kind: 'at', branchId: branch?.id ?? null, number: branch?.number ?? null })
  }, [tell, branch])
  const ofBranch = (over: 'entries' | 'table') => () => branch && view.show(over)
  const digits = useMeetingKeys({
    move: view.move,
    goTo: (place) => view.goTo(place === 'first' ? 0 : view.slides.length - 1),
    goToNumber: view.goToNumber,
    turnPage: view.turnPage,
    entries: ofBranch('entries'),
    table: ofBranch('table'),
    decide: () => canDecide && view.show('decide'),
    decisions: view.goToClosing,
    agenda: () => view.show('agenda'),
    hideNames: view.hideNames,
    intervals: view.intervals,
    fullscreen: toggleFullscreen,
    blackout: view.blackout,
    notes: () => void window.open(notesHref, 'review-notes'),
    help: () => view.show('help'),
    leave: view.leave,
  })
  useLeaveWarning(queue.waiting.length > 0)
  return (
    <div className="stage">
      <main id="main" className="contents">
        <Page pack={pack} view={view} queue={queue} />
      </main>
      <MeetingFoot
        pack={pack}
        view={view}
        queue={queue}
        canDecide={canDecide}
        onFullscreen={toggleFullscreen}
      />
      {digits ? (
        <p className="jump text-3xl" role="status">
          转到 {digits}
        </p>
      ) : null}
      {view.isBlack ? <BlackScreen onLeave={view.leave} /> : null}
    </div>
  )
}

function Page({
  pack,
  view,
  queue,
}: {
  pack: MeetingPack
  view: MeetingView
  queue: DecisionQueue
}) {
  const { branch, over, page, isHidden, hasIntervals, slide } = view
  if (over === 'help') {
    return <HelpSlide />
  }
  if (over === 'agenda') {
    const pages = pagesOf(pack.branches.length, agendaOnPage)
    const current = branch?.id ?? null
    return (
      <AgendaSlide
        {...{ pack, isHidden, page, pages, current }}
        onGo={(number) => view.goToNumber(number)}
      />
    )
  }
  if (branch && slide.kind === 'branch') {
    switch (over) {
      case 'entries':
        return <EntriesSlide {...{ pack, branch, isHidden, page }} />
      case 'table':
        return <TableSlide {...{ pack, branch, isHidden, page }} />
      case 'decide':
        return (
          <DecisionForm
            key={view.changed?.requestKey ?? branch.id}
            {...{ pack, branch, isHidden }}
            given={view.changed}
            onSave={(decision: QueuedDecision) => {
              void queue.save(decision)
              view.leave()
            }}
            onCancel={view.leave}
          />
        )
      default:
        return <BranchSlide {...{ pack, branch, isHidden, hasIntervals }} />
    }
  }
  if (slide.kind === 'closing') {
    return (
      <DecisionsSlide
        {...{ pack, isHidden, page: slide.page, pages: slide.pages }}
        recorded={queue.recorded}
        waiting={queue.waiting}
        onChange={view.change}
        onDrop={({ requestKey }) => void queue.drop(requestKey)}
      />
    )
  }
  const { page: opening, pages } = slide.kind === 'opening' ? slide : { page: 0, pages: 1 }
  return <OpeningSlide {...{ pack, isHidden, page: opening, pages }} />
}

function BlackScreen({ onLeave }: { onLeave: () => void }) {
  return (
    <button type="button" className="blackout" aria-label="黑屏中，按 B 恢复" onClick={onLeave} />
  )
}

function toggleFullscreen(): void {
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen()
  // A browser that does not allow it stays as it is.
  void done.catch(() => {})
}

/** Without a network the page cannot be opened again: ask before it is closed. */
function useLeaveWarning(hasWaiting: boolean): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      if (hasWaiting && !navigator.onLine) {
        event.preventDefault()
      }
    }
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [hasWaiting])
}
