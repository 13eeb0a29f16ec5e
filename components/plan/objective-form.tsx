import { ActionForm } from '@/components/form/action-form'
import { TextAreaField, TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ObjectiveFormProps = {
  trigger: string
  isPrimary?: boolean
  isSmall?: boolean
  save: FormAction
  hidden: { planId: string; objectiveId: string }
  values?: { title: string; measure: string; department: string | null; ownerName: string | null }
}

/** An objective of the year: what, by which measure, who answers for it. */
export function ObjectiveForm(props: ObjectiveFormProps) {
  const { trigger, isPrimary, isSmall, save, hidden, values } = props
  return (
    <DisclosureDialog
      trigger={trigger}
      triggerTone={isPrimary ? 'primary' : undefined}
      triggerSize={isSmall ? 'small' : undefined}
      title={values ? '修改目标' : '新增目标'}
    >
      <ActionForm action={save} hidden={hidden} className="space-y-4">
        <TextField name="title" label="目标" required maxLength={80} defaultValue={values?.title} />
        <TextAreaField
          name="measure"
          label="衡量标准"
          hint="做到什么程度算完成，尽量量化"
          required
          maxLength={500}
          rows={2}
          defaultValue={values?.measure}
        />
        <Owners department={values?.department} owner={values?.ownerName} />
        <SubmitButton tone="primary">保存</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

type OwnersProps = { department: string | null | undefined; owner: string | null | undefined }

/** 责任部门 and 责任人, the same of objectives and milestones. */
export function Owners({ department, owner }: OwnersProps) {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField
        name="department"
        label="责任部门"
        maxLength={50}
        defaultValue={department ?? undefined}
      />
      <TextField
        name="owner"
        label="责任人"
        hint="工号，或不重名的姓名"
        maxLength={50}
        defaultValue={owner ?? undefined}
      />
    </div>
  )
}
