'use client'

import { useId } from 'react'
import { Card } from '@/components/ui/card'
import { controlClass } from '@/components/ui/field'
import type { TrialData } from '@/lib/scorecard/simulator/schema'

type TrialPairProps = {
  branches: TrialData['branches']
  pair: [number, number] | null
  /** In ten thousand. */
  above: number | null
  onChange: (pair: [number, number]) => void
}

/** How sure it is that one branch is above another. */
export function TrialPair({ branches, pair, above, onChange }: TrialPairProps) {
  const [one, other] = pair ?? [-1, -1]
  const names = [branches[one]?.name, branches[other]?.name]
  return (
    <Card title="两个支部比高低">
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          label="支部甲"
          {...{ branches, chosen: one }}
          onChange={(at) => onChange([at, other])}
        />
        <Choice
          label="支部乙"
          {...{ branches, chosen: other }}
          onChange={(at) => onChange([one, at])}
        />
      </div>
      <p className="mt-3" aria-live="polite">
        {names[0] && names[1] && one !== other && above !== null
          ? `“${names[0]}”高于“${names[1]}”的把握 ${Math.floor(above / 100)}%。`
          : '选两个支部，看在合理的满分设置下谁高的把握有多大。'}
      </p>
    </Card>
  )
}

type ChoiceProps = {
  label: string
  branches: TrialData['branches']
  chosen: number
  onChange: (at: number) => void
}

function Choice({ label, branches, chosen, onChange }: ChoiceProps) {
  const id = useId()
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-medium">
        {label}
      </label>
      <select
        id={id}
        value={chosen}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        className={controlClass}
      >
        <option value={-1}>请选择</option>
        {branches.map((branch, at) => (
          <option key={branch.id} value={at}>
            {branch.name}
          </option>
        ))}
      </select>
    </div>
  )
}
