'use client'

import { useMemo, useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatPeriod } from '@/lib/format'
import type { Trial, TrialData } from '@/lib/scorecard/simulator/schema'
import { trialDocument } from '@/lib/scorecard/simulator/states'
import { TrialBands } from './trial-bands'
import { TrialPair } from './trial-pair'
import { TrialRanks } from './trial-ranks'
import { TrialSettings } from './trial-settings'
import { TrialWeights } from './trial-weights'
import { useTrial } from './use-trial'

type SimulatorProps = {
  data: TrialData
  /** Id of the draft that it would become. */
  schemeId: string
  year: number
  adopt: FormAction
}

/** 试算: other weights, marks and bands on the facts of last quarter; nothing is changed by it. */
export function Simulator({ data, schemeId, year, adopt }: SimulatorProps) {
  const unchanged: Trial = useMemo(() => ({ weights: {}, amounts: {}, bands: data.bands }), [data])
  const [trial, setTrial] = useState<Trial>(unchanged)
  const [pair, setPair] = useState<[number, number] | null>(null)
  const isPair = pair !== null && pair[0] >= 0 && pair[1] >= 0
  const { answer, isBroken } = useTrial(data, trial, isPair ? pair : null)
  const isTouched = trial !== unchanged
  return (
    <div className="space-y-4">
      <Notice tone="gold" title="试算，不是得分">
        用{formatPeriod(data.quarter.period)}
        的事实重新推算，只在本页显示，不改动任何得分、等次和公示。上级指标的限额和强制分布不参与推算。
      </Notice>
      {isBroken ? (
        <Notice tone="error" live>
          这个浏览器运行不了试算，没有改动。请换用较新的浏览器，或直接修改办法草稿。
        </Notice>
      ) : null}
      <div className="grid gap-4 lg:grid-cols-[minmax(18rem,2fr)_minmax(0,3fr)] lg:items-start">
        <div className="min-w-0 space-y-4">
          <TrialSettings data={data} trial={trial} onChange={setTrial} />
          <TrialBands bands={trial.bands} onChange={(bands) => setTrial({ ...trial, bands })} />
          <Card title="试完以后">
            <div className="space-y-3">
              <p>设为草稿后，在“考核办法”里核对、修改、发布；不需要就放弃，什么都不会留下。</p>
              <ActionForm
                action={adopt}
                hidden={{ schemeId, document: JSON.stringify(trialDocument(data.document, trial)) }}
                className="flex flex-wrap items-end gap-3"
              >
                <TextField
                  name="year"
                  label="用于哪一年"
                  required
                  inputMode="numeric"
                  defaultValue={String(year)}
                />
                <SubmitButton tone="primary">设为草稿</SubmitButton>
              </ActionForm>
              <Button onClick={() => setTrial(unchanged)} disabled={!isTouched}>
                放弃，恢复原样
              </Button>
            </div>
          </Card>
        </div>
        <div className="min-w-0 space-y-4">
          {answer ? (
            <>
              <TrialRanks data={data} bands={trial.bands} answer={answer} />
              <TrialPair
                branches={data.branches}
                pair={pair}
                above={answer.above}
                onChange={setPair}
              />
              <TrialWeights data={data} answer={answer} />
            </>
          ) : (
            <p aria-live="polite" className="text-muted">
              {isBroken ? '' : '正在推算…'}
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
