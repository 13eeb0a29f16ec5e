import type { ReactNode } from 'react'
import { LinkButton } from './button'

type PagerProps = {
  newerHref?: string
  olderHref?: string
  newerLabel?: string
  olderLabel?: string
  /** What is being shown: 第 1–50 条，共 1,204 条. */
  summary?: ReactNode
}

/** Steps through a long list by its key, so that a deep page costs no more than the first. */
export function Pager(props: PagerProps) {
  const { newerHref, olderHref, newerLabel = '上一页', olderLabel = '下一页', summary } = props
  if (!newerHref && !olderHref && !summary) {
    return null
  }
  return (
    <nav aria-label="翻页" className="mt-3 flex flex-wrap items-center justify-between gap-3">
      <p className="text-muted text-sm">{summary}</p>
      <div className="flex gap-2">
        {newerHref ? <LinkButton href={newerHref}>{newerLabel}</LinkButton> : null}
        {olderHref ? <LinkButton href={olderHref}>{olderLabel}</LinkButton> : null}
      </div>
    </nav>
  )
}
