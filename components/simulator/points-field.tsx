'use client'

import { useId, useState } from 'react'
import { controlClass } from '@/components/ui/field'

type PointsFieldProps = {
  label: string
  /** Hidden where the line says it. */
  hasHiddenLabel?: boolean
  hundredths: number
  onChange: (hundredths: number) => void
}

const text = (hundredths: number) => String(hundredths / 100)

/** A number of points; what is no number leaves the last one. */
export function PointsField({ label, hasHiddenLabel, hundredths, onChange }: PointsFieldProps) {
  const id = useId()
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <div>
      <label htmlFor={id} className={hasHiddenLabel ? 'sr-only' : 'mb-1 block font-medium'}>
        {label}
      </label>
      <input
        id={id}
        inputMode="decimal"
        value={draft ?? text(hundredths)}
        onChange={(event) => {
          const given = event.currentTarget.value
          setDraft(given)
          if (/^\d{1,4}(\.\d{1,2})?$/.test(given.trim())) {
            onChange(Math.round(Number(given) * 100))
          }
        }}
        onBlur={() => setDraft(null)}
        className={`${controlClass} text-end`}
      />
    </div>
  )
}
