import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import {
  DateField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '@/components/form/form-fields'
import { UnsavedReportFields } from '@/components/forms/report-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { entryChannels } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import type { StepForm } from '@/lib/tasks/reports/step-form'
import { type BranchTally, entryChannelLabels } from '@/lib/tasks/states'
import { OpenBranchesField } from './open-branches-field'

interface PersonChoice {
  personId: string
  name: string
}

type ProxyFieldsProps = { people: PersonChoice[]; today: string }

function ProxyFields({ people, today }: ProxyFieldsProps) {
  return (
    <>
      <RadioField
        name="channel"
        label="告知方式"
        required
        choices={entryChannels
          .filter((channel) => channel !== 'online')
          .map((value) => ({ value, label: entryChannelLabels[value] }))}
      />
      <SelectField
        name="byId"
        label="支部办理人"
        placeholder="请选择"
        required
        choices={people.map((person) => ({ value: person.personId, label: person.name }))}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField name="on" label="实际日期" required defaultValue={today} />
        <TextField name="at" label="实际时间" type="time" required />
      </div>
      <TextField name="reason" label="代录原因" required placeholder="例如：外勤无网络，电话报告" />
    </>
  )
}

type ProxyAcceptanceProps = ProxyFieldsProps & { assignmentId: string; record: FormAction }

/** 代录签收: received by telephone, in person or on paper. */
export function ProxyAcceptanceForm({ assignmentId, record, ...fields }: ProxyAcceptanceProps) {
  return (
    <DisclosureDialog trigger="代录签收" title="代录签收">
      <ActionForm action={record} hidden={{ assignmentId }} className="space-y-4">
        <p className="text-muted">由他人确认后，按实际时间计算。</p>
        <ProxyFields {...fields} />
        <SubmitButton tone="primary">代录签收</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

type ProxySubmissionProps = ProxyFieldsProps & {
  stepId: string
  requestKey: string
  /** The form of the step, if it has one. */
  form?: StepForm | null
  /** Of a 党总支 about to hand in the last of its copy: how its branches stand. */
  branches?: BranchTally
  record: FormAction
}

/** 代录报告: a report made by telephone or on paper. */
export function ProxySubmissionForm(props: ProxySubmissionProps) {
  const { stepId, requestKey, form, branches, record, ...fields } = props
  return (
    <DisclosureDialog trigger="代录报告" title="代录报告">
      <ActionForm action={record} hidden={{ stepId, requestKey }} className="space-y-4">
        <p className="text-muted">照原意记录，不代拟内容；由他人确认后，按实际时间计算。</p>
        <ProxyFields {...fields} />
        {form ? <UnsavedReportFields form={form} /> : null}
        <TextAreaField
          name="text"
          label={form ? '补充说明' : '报告内容'}
          required={!form}
          rows={form ? 3 : 5}
        />
        <Uploader label="佐证材料" />
        <OpenBranchesField tally={branches} />
        <SubmitButton tone="primary">代录报告</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
