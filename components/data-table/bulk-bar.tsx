'use client'

import type { ReactNode } from 'react'
import { useCheckedBoxes } from './checked-boxes'

type BulkBarProps = {
  /** The id of the form the boxes and the buttons belong to. */
  form: string
  name: string
  /** What is counted: 个支部, 人. */
  unit: string
  /** Submit buttons with the `form` attribute. */
  children: ReactNode
}

/** How many are chosen and what can be done with them; always there where scripts fail. */
export function BulkBar({ form, name, unit, children }: BulkBarProps) {
  const boxes = useCheckedBoxes(form, name)
  if (boxes?.checked === 0) {
    return null
  }
  return (
    <div className="no-print sticky bottom-[calc(var(--spacing-bottombar)+0.5rem)] z-10 mt-3 flex flex-wrap items-center gap-3 rounded-card border border-line-strong bg-surface px-4 py-2.5 shadow-raised lg:bottom-4">
      <p role="status" className="me-auto">
        {boxes ? (
          <>
            已选 <strong>{boxes.checked}</strong> {unit}
          </>
        ) : (
          '对选中的'
        )}
      </p>
      {children}
    </div>
  )
}
