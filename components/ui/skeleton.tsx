import { classNames } from './class-names'

function keys(count: number): string[] {
  return Array.from({ length: count }, (_, position) => `bar-${position}`)
}

/** A grey bar where text will be; give it the height and width of what comes. */
export function Skeleton({ className }: { className?: string }) {
  return <span className={classNames('block animate-pulse rounded-sm bg-line', className)} />
}

function Rows({ count, className }: { count: number; className: string }) {
  return keys(count).map((key) => <Skeleton key={key} className={className} />)
}

/** A table of the given size while it loads. */
export function SkeletonTable({ rows = 10 }: { rows?: number }) {
  return (
    <div className="rounded-card border border-line bg-surface">
      <div className="border-line-strong border-b px-3 py-3">
        <Skeleton className="h-3 w-40" />
      </div>
      {keys(rows).map((key) => (
        <div key={key} className="flex gap-6 border-line border-b px-3 py-3 last:border-b-0">
          <Rows count={4} className="h-4 flex-1" />
        </div>
      ))}
    </div>
  )
}

/** Cards, one under the other, while they load. */
export function SkeletonCards({ count = 3 }: { count?: number }) {
  return (
    <div className="space-y-4">
      {keys(count).map((key) => (
        <div key={key} className="space-y-3 rounded-card border border-line bg-surface p-4">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-5 w-3/4" />
          <Skeleton className="h-4 w-1/2" />
          <Skeleton className="h-target w-full" />
        </div>
      ))}
    </div>
  )
}

/** A whole page in its final geometry: title, context, figures, list. For `loading.tsx`. */
export function SkeletonPage({ list = 'table' }: { list?: 'table' | 'cards' }) {
  return (
    <div role="status" aria-label="正在载入">
      <h1 className="sr-only">正在载入</h1>
      <div className="mb-4 space-y-2">
        <Skeleton className="h-7 w-64 max-w-full" />
        <Skeleton className="h-4 w-96 max-w-full" />
      </div>
      {list === 'table' ? <SkeletonTable /> : <SkeletonCards />}
    </div>
  )
}
