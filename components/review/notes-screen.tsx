'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { formatPeriod, formatPoints } from '@/lib/format'
import type { MeetingNotes } from '@/lib/review/meeting-notes'
import { useMeetingChannel } from './use-meeting-channel'

/** The presenter's window: follows the wall, turns its pages, shows what nobody else sees. */
export function NotesScreen({ notes }: { notes: MeetingNotes }) {
  const { branches, meetingId, period } = notes
  const [branchId, setBranchId] = useState<string | null>(null)
  const [isHeard, setHeard] = useState(false)
  const tell = useMeetingChannel(meetingId, (message) => {
    if (message.kind === 'at') {
      setBranchId(message.branchId)
      setHeard(true)
    }
  })
  useEffect(() => {
    tell({ kind: 'where' })
    const press = ({ key }: KeyboardEvent) => {
      if (key === 'ArrowRight' || key === 'PageDown') {
        tell({ kind: 'move', by: 1 })
      } else if (key === 'ArrowLeft' || key === 'PageUp') {
        tell({ kind: 'move', by: -1 })
      }
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [tell])
  const at = branches.findIndex((one) => one.id === branchId)
  const present = branches[at] ?? null
  const next = branches[at + 1] ?? null
  return (
    <main
      id="main"
      className="mx-auto grid min-h-dvh max-w-page grid-rows-[auto_1fr_auto] gap-4 p-6"
    >
      <header className="flex flex-wrap items-baseline justify-between gap-4">
        <p className="text-muted">
          {formatPeriod(period)}评议 · 主讲人备注，只在本窗口显示
          {present ? ` · 议程 ${present.number} / ${branches.length}` : ''}
        </p>
        <Elapsed key={branchId} />
      </header>
      <section aria-live="polite">
        <h1 className="text-2xl">
          {present ? present.name : isHeard ? '开场或决定页' : '等待投影窗口'}
        </h1>
        {present ? (
          <p className="mt-1 text-muted">评议分 {formatPoints(present.totalHundredths)}</p>
        ) : null}
        <p className="mt-4 max-w-reading whitespace-pre-wrap text-xl leading-relaxed">
          {present
            ? present.words || '没有备注。'
            : isHeard
              ? '翻到支部页，这里显示该支部的备注。'
              : '请在投影的评议页按 N 打开本窗口，两个窗口会自动同步。'}
        </p>
      </section>
      <footer className="flex flex-wrap items-center justify-between gap-4 border-line border-t pt-4">
        <p className="text-muted">{next ? `下一个：${next.name}` : '后面没有支部了'}</p>
        <div className="flex gap-3">
          <Button onClick={() => tell({ kind: 'move', by: -1 })}>← 上一页</Button>
          <Button onClick={() => tell({ kind: 'move', by: 1 })}>下一页 →</Button>
        </div>
      </footer>
    </main>
  )
}

/** Minutes and seconds on this page. */
function Elapsed() {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return <p className="text-lg text-muted">本页已用 {clock}</p>
}
