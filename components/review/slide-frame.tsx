import type { ReactNode } from 'react'
import { formatMoment } from '@/lib/format'
import type { MeetingPack } from '@/lib/review/pack-schema'
import { checkCode } from '@/lib/scorecard/quarter/states'

type SlideFrameProps = {
  /** Small line over the title. */
  over: ReactNode
  title: ReactNode
  /** At the right of the title: the score. */
  aside?: ReactNode
  children: ReactNode
}

/** One page on the wall: what it is about, and the page itself. */
export function SlideFrame({ over, title, aside, children }: SlideFrameProps) {
  return (
    <>
      <header className="flex min-h-32 items-end justify-between gap-12" aria-live="polite">
        <div className="min-w-0">
          <p className="text-muted text-sm">{over}</p>
          <h1 className="mt-1 line-clamp-2 text-2xl leading-tight">{title}</h1>
        </div>
        {aside}
      </header>
      <div className="flex min-h-0 flex-col overflow-y-auto pt-8">{children}</div>
    </>
  )
}

/** Snapshot, check code and moment: under every page of the wall. */
export function snapshotWords({ snapshot }: Pick<MeetingPack, 'snapshot'>): string {
  return `快照 ${snapshot.name} · 校验 ${checkCode(snapshot.sha256)} · 截至 ${formatMoment(new Date(snapshot.at))}`
}

/** `第 2 页，共 3 页，↑ ↓ 翻页`; nothing where there is one. */
export function PageWords({ page, pages }: { page: number; pages: number }) {
  return pages > 1 ? (
    <p className="mt-auto pt-4 text-muted text-sm">
      第 {page + 1} 页，共 {pages} 页，按 ↑ ↓ 翻页
    </p>
  ) : null
}
