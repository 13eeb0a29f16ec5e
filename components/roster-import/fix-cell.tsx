import { ActionForm } from '@/components/form/action-form'
import { controlClass } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { PreviewFault } from '@/lib/organisation/roster/import-preview'

type FixCellProps = {
  fault: PreviewFault
  place: { importId: string; version: number }
  fix: FormAction
}

/** Puts one cell right: by the suggestion with one press, or by typing. */
export function FixCell({ fault, place, fix }: FixCellProps) {
  const { sheet, row, column, replacement, text, isPhone, subject, label } = fault
  const hidden = {
    importId: place.importId,
    version: String(place.version),
    sheet,
    row: String(row),
    column,
  }
  const name = `${subject} ${label}，改为`
  return (
    <div className="min-w-52 space-y-2">
      {replacement === null ? null : (
        <ActionForm action={fix} hidden={{ ...hidden, useSuggestion: 'true' }}>
          <SubmitButton size="small" pendingLabel="正在保存…">
            采用建议：{replacement}
          </SubmitButton>
        </ActionForm>
      )}
      <ActionForm action={fix} hidden={hidden}>
        <div className="flex gap-2">
          <input
            name="text"
            aria-label={name}
            defaultValue={text}
            maxLength={200}
            inputMode={isPhone ? 'tel' : undefined}
            placeholder={isPhone ? '11 位手机号' : undefined}
            autoComplete="off"
            className={controlClass}
          />
          <SubmitButton pendingLabel="保存…" className="shrink-0 whitespace-nowrap">
            保存
          </SubmitButton>
        </div>
      </ActionForm>
    </div>
  )
}
