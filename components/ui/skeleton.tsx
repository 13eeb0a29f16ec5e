type SkeletonTableProps = {
  /** Read aloud: 花名册正在载入. */
  label: string
  /** As many as will come, as far as the page knows. */
  rows: number
}

/**
 * A table while its rows are read: a line each on a desk, a card each on a phone. Stands inside
 * <Suspense>, below the guard and the look for what the address names, so that the status is true.
 */
export function SkeletonTable({ label, rows }: SkeletonTableProps) {
  return (
    <div
      role="status"
      aria-label={label}
      className="rounded-card border border-line bg-surface lg:pt-9"
    >
      {Array.from({ length: rows }, (_, position) => `row-${position}`).map((key) => (
        <div
          key={key}
          className="flex h-28 items-start gap-6 border-line border-t px-4 py-4 first:border-t-0 lg:h-10 lg:items-center lg:px-3 lg:py-0"
        >
          <Bar className="w-24" />
          <Bar className="flex-1 max-lg:hidden" />
          <Bar className="flex-1 max-lg:hidden" />
          <Bar className="ms-auto w-16" />
        </div>
      ))}
    </div>
  )
}

function Bar({ className }: { className: string }) {
  return <span className={`block h-4 animate-pulse rounded-sm bg-line ${className}`} />
}
