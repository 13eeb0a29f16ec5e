'use client'

import { Card } from '@/components/ui/card'
import { Unfold } from '@/components/ui/unfold'
import { formatPoints } from '@/lib/format'
import type { Trial, TrialData } from '@/lib/scorecard/simulator/schema'
import { PointsField } from './points-field'

type TrialSettingsProps = {
  data: TrialData
  trial: Trial
  onChange: (trial: Trial) => void
}

/** Full marks of every indicator as slider and number, and the amounts of its rules behind a line. */
export function TrialSettings({ data, trial, onChange }: TrialSettingsProps) {
  const { indicators, rules } = data
  return (
    <Card title="满分和分值">
      <ul className="divide-y divide-line">
        {indicators.map((indicator, at) => {
          const { key, code, name, weightHundredths: first } = indicator
          const weight = trial.weights[key] ?? first
          const own = rules.filter((rule) => rule.indicatorAt === at && rule.amountHundredths)
          const change = (hundredths: number) =>
            onChange({ ...trial, weights: { ...trial.weights, [key]: hundredths } })
          return (
            <li key={key} className="py-2">
              <div className="flex items-baseline justify-between gap-3">
                <span className="min-w-0 break-keep">
                  {code} {name}
                </span>
                {weight === first ? null : (
                  <span className="shrink-0 text-muted text-sm">原 {formatPoints(first)}</span>
                )}
              </div>
              <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-3">
                <input
                  type="range"
                  aria-label={`${name}的满分`}
                  min={0}
                  max={Math.max(2000, 2 * first)}
                  step={50}
                  value={weight}
                  onChange={(event) => change(Number(event.currentTarget.value))}
                  className="min-h-target w-full accent-brand"
                />
                <PointsField
                  label={`${name}的满分`}
                  hasHiddenLabel
                  hundredths={weight}
                  onChange={change}
                />
              </div>
              {own.length > 0 ? (
                <Unfold label={`规则分值 ${own.length} 条`}>
                  <ul className="space-y-2 pb-2 ps-5">
                    {own.map((rule) => (
                      <li
                        key={rule.key}
                        className="grid grid-cols-[minmax(0,1fr)_5.5rem] items-center gap-3"
                      >
                        <span>{rule.words}</span>
                        <PointsField
                          label={rule.words}
                          hasHiddenLabel
                          hundredths={trial.amounts[rule.key] ?? rule.amountHundredths ?? 0}
                          onChange={(hundredths) =>
                            onChange({
                              ...trial,
                              amounts: { ...trial.amounts, [rule.key]: Math.max(1, hundredths) },
                            })
                          }
                        />
                      </li>
                    ))}
                  </ul>
                </Unfold>
              ) : null}
            </li>
          )
        })}
      </ul>
    </Card>
  )
}
