'use client'

import { Card } from '@/components/ui/card'
import type { Trial } from '@/lib/scorecard/simulator/schema'
import { PointsField } from './points-field'

type TrialBandsProps = { bands: Trial['bands']; onChange: (bands: Trial['bands']) => void }

/** Where each grade begins. */
export function TrialBands({ bands, onChange }: TrialBandsProps) {
  return (
    <Card title="等次分数线">
      <div className="grid grid-cols-2 gap-3">
        {bands.map((band, at) => (
          <PointsField
            key={band.grade}
            label={`${band.grade}起`}
            hundredths={band.fromHundredths}
            onChange={(fromHundredths) =>
              onChange(
                bands.map((one, position) => (position === at ? { ...one, fromHundredths } : one)),
              )
            }
          />
        ))}
      </div>
    </Card>
  )
}
