import type { ReactNode } from 'react'

type PrintHeaderProps = {
  /** The name of the organisation that issues the sheet. */
  issuer: string
  title: ReactNode
  /** When it was printed, formatted. */
  printedAt: string
  /** Check code or head of the audit chain, in full. */
  checkLine?: ReactNode
}

/** The head of a printed sheet; on the screen it is not shown. */
export function PrintHeader({ issuer, title, printedAt, checkLine }: PrintHeaderProps) {
  return (
    <div className="print-only mb-4 border-ink border-b-2 pb-2">
      <p className="text-sm">{issuer}</p>
      <p className="font-semibold text-xl">{title}</p>
      <p className="text-sm">打印时间 {printedAt}</p>
      {checkLine ? <p className="break-all font-mono text-xs">{checkLine}</p> : null}
    </div>
  )
}
