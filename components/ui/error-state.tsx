import type { ReactNode } from 'react'

type ErrorStateProps = {
  title: string
  /** What happened, that nothing was lost, what to do. */
  children: ReactNode
  /** The number under which the log knows this error. */
  errorId?: string
  actions?: ReactNode
}

/** Something went wrong: what, what it means for one's work, and the way forward. */
export function ErrorState({ title, children, errorId, actions }: ErrorStateProps) {
  return (
    <div
      className="mx-auto max-w-form rounded-card border border-line bg-surface px-6 py-8"
      role="alert"
    >
      <h1 className="text-xl">{title}</h1>
      <div className="mt-2 text-soft">{children}</div>
      {actions ? <div className="mt-5 flex flex-wrap gap-2">{actions}</div> : null}
      {errorId ? (
        <p className="mt-5 text-muted text-sm">
          错误编号 <code className="select-all font-mono">{errorId}</code>
          ，反映问题时请报这个编号。
        </p>
      ) : null}
    </div>
  )
}
