import { Waterfall, type WaterfallStep } from '@/components/charts/waterfall'
import { Card } from '@/components/ui/card'
import type { BranchResult } from '@/lib/scorecard/ledger/schema'

/** From the full marks of the class to the total, by the top level of the table. */
export function ResultWaterfall({ result }: { result: BranchResult }) {
  const { standing, indicators } = result
  const { fullHundredths: full, totalHundredths: total } = standing
  const steps: WaterfallStep[] = [
    { key: 'full', label: '满分', from: full, to: full, kind: 'whole' },
  ]
  let sum = full
  for (const one of indicators) {
    const step = result.steps.find((each) => each.childKey === one.key)
    const isOut = step === undefined
    const delta = (step?.amountHundredths ?? 0) - (one.fullHundredths ?? 0)
    if (delta !== 0) {
      const label = `${one.code} ${one.name}`
      const words = isOut ? { words: '不适用' } : {}
      steps.push({ key: one.key, label, from: sum, to: sum + delta, kind: 'step', ...words })
      sum += delta
    }
  }
  if (sum !== total) {
    steps.push({ key: 'scale', label: '按可考分折算', from: sum, to: total, kind: 'step' })
  }
  steps.push({ key: 'total', label: '得分', from: total, to: total, kind: 'total' })
  return (
    <Card title="从满分到得分">
      <Waterfall label="从满分到得分的各步" steps={steps} />
    </Card>
  )
}
