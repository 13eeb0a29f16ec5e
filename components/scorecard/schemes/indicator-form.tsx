import { ActionForm } from '@/components/form/action-form'
import {
  CheckboxGroupField,
  RadioField,
  TextAreaField,
  TextField,
} from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { organisationClasses } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { plainFigure } from '@/lib/scorecard/scheme/in-browser/states'
import type { Indicator } from '@/lib/scorecard/scheme/schema'
import { classLabels, notApplicableLabels } from '@/lib/scorecard/scheme/states'

type IndicatorFormProps = {
  /** Null for a new one. */
  indicator: Indicator | null
  /** Number of a new one. */
  code?: string
  departments: string[]
  hidden: Record<string, string>
  save: FormAction
}

const figure = (hundredths: number | null | undefined, none = '') =>
  hundredths === undefined ? undefined : hundredths === null ? none : plainFigure(hundredths)

/** An indicator: what it is called, its marks and their limits, for whom, who scores it. */
export function IndicatorForm(props: IndicatorFormProps) {
  const { indicator, departments, hidden, save } = props
  return (
    <ActionForm action={save} hidden={hidden} className="space-y-4">
      <div className="grid grid-cols-[6rem_minmax(0,1fr)] gap-3">
        <TextField
          name="code"
          label="编号"
          required
          maxLength={20}
          defaultValue={indicator?.code ?? props.code}
        />
        <TextField
          name="name"
          label="名称"
          required
          maxLength={100}
          defaultValue={indicator?.name}
        />
      </div>
      <div className="grid grid-cols-2 gap-3">
        <TextField
          name="full"
          label="满分"
          inputMode="decimal"
          defaultValue={figure(indicator?.fullHundredths)}
        />
        <TextField
          name="start"
          label="起始分"
          inputMode="decimal"
          defaultValue={figure(indicator?.startHundredths)}
        />
        <TextField
          name="floor"
          label="最低分"
          defaultValue={figure(indicator?.floorHundredths, '不限')}
        />
        <TextField
          name="cap"
          label="最高分"
          defaultValue={figure(indicator?.capHundredths, '不限')}
        />
      </div>
      <p className="text-muted text-sm">
        起始分不填就从满分起减（有下级的从 0 起）；最低分不填是
        0，最高分不填是满分，没有限制写“不限”。
      </p>
      <CheckboxGroupField
        name="classes[]"
        label="适用类别"
        hint="不选就是全部类别"
        inRow
        choices={organisationClasses.map((value) => ({ value, label: classLabels[value] }))}
        defaultValue={indicator?.classes ?? []}
      />
      <TextField
        name="department"
        label="归口部门"
        hint="不填由党委评定"
        maxLength={100}
        list="scheme-departments"
        defaultValue={indicator?.department ?? undefined}
      />
      <datalist id="scheme-departments">
        {departments.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextAreaField
        name="basis"
        label="依据"
        rows={2}
        maxLength={200}
        defaultValue={indicator?.basis ?? undefined}
      />
      <RadioField
        name="notApplicable"
        label="不适用时"
        required
        choices={(['scale', 'full'] as const).map((value) => ({
          value,
          label: notApplicableLabels[value],
        }))}
        defaultValue={indicator?.notApplicable ?? 'scale'}
      />
      <SubmitButton tone="primary" pendingLabel="正在保存…">
        {indicator ? '保存指标' : '添加指标'}
      </SubmitButton>
    </ActionForm>
  )
}
