import type { ReactNode } from 'react'
import { Button, type ButtonSize, type ButtonTone } from './button'
import { DisclosureDialog } from './disclosure-dialog'

/** One figure of an effect: 下达支部 28 个. */
export type Effect = { label: string; value: ReactNode; unit?: string }

type ConfirmDialogProps = {
  trigger: ReactNode
  triggerTone?: ButtonTone
  triggerSize?: ButtonSize
  title: ReactNode
  /** The effect in one sentence: 将向 28 个支部、31 人下达，预计 31 条短信。 */
  summary: ReactNode
  effects?: Effect[]
  /** Things worth knowing before confirming; each one line. */
  warnings?: string[]
  /** The way back. */
  cancelLabel?: string
  /** The form with its SubmitButton. */
  children: ReactNode
}

/** Shows what an act will do, in numbers, before the button that does it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { summary, effects = [], warnings = [], cancelLabel = '先不', children, ...dialog } = props
  return (
    <DisclosureDialog {...dialog}>
      <p>{summary}</p>
      {effects.length > 0 ? (
        <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 rounded-card bg-sunken px-4 py-3 sm:grid-cols-3">
          {effects.map((effect) => (
            <div key={effect.label} className="flex flex-col-reverse">
              <dt className="text-muted text-sm">{effect.label}</dt>
              <dd className="font-semibold text-xl">
                {effect.value}
                {effect.unit ? (
                  <span className="ps-1 font-normal text-sm">{effect.unit}</span>
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {warnings.length > 0 ? (
        <ul className="mt-3 list-disc space-y-1 rounded-card bg-behind-wash py-2 ps-8 pe-4 text-behind">
          {warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      ) : null}
      <div className="mt-4 flex flex-wrap items-start gap-2">
        <form method="dialog">
          <Button type="submit">{cancelLabel}</Button>
        </form>
        {children}
      </div>
    </DisclosureDialog>
  )
}
