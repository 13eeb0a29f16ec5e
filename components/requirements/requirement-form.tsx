import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { DateField, SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { FormBeside } from '@/components/ui/form-beside'
import { SubmitButton } from '@/components/ui/submit-button'
import { type RequirementSource, requirementSources } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { requirementSourceLabels } from '@/lib/tasks/requirements/states'
import { FilesError } from './files-error'
import { RequirementSummary } from './requirement-summary'

export type RequirementFormValues = {
  source?: RequirementSource
  reference?: string
  receivedOn: string
  dueOn?: string
  title?: string
  content?: string
  files?: { id: string; name: string; sizeBytes: number; mediaType: string }[]
}

type RequirementFormProps = {
  save: FormAction
  /** The id, and the version or the proposal it is made from. */
  hidden: Record<string, string>
  values: RequirementFormValues
  saveLabel: string
}

/** A requirement: where it comes from, what is asked, until when, and the paper itself. */
export function RequirementForm({ save, hidden, values, saveLabel }: RequirementFormProps) {
  return (
    <ActionForm action={save} hidden={hidden}>
      <FormBeside
        aside={<RequirementSummary isNew={!('version' in hidden)} />}
        foot={
          <SubmitButton tone="primary" size="large" pendingLabel="正在保存…">
            {saveLabel}
          </SubmitButton>
        }
      >
        <Card title="来源">
          <div className="grid gap-4 sm:grid-cols-2 sm:items-end">
            <SelectField
              name="source"
              label="来源"
              required
              placeholder="请选择"
              defaultValue={values.source}
              choices={requirementSources.map((value) => ({
                value,
                label: requirementSourceLabels[value],
              }))}
            />
            <TextField
              name="reference"
              label="文号或出处"
              hint="文号、会议纪要编号，或批示领导和日期"
              maxLength={200}
              defaultValue={values.reference}
            />
            <DateField
              name="receivedOn"
              label="收到日期"
              required
              defaultValue={values.receivedOn}
            />
            <DateField name="dueOn" label="办结时限" defaultValue={values.dueOn} />
          </div>
        </Card>
        <Card title="办什么">
          <div className="space-y-4">
            <TextField
              name="title"
              label="标题"
              required
              maxLength={80}
              defaultValue={values.title}
            />
            <TextAreaField
              name="content"
              label="内容"
              hint="原文要点和要达到的结果。请不要写涉密内容。"
              required
              rows={6}
              defaultValue={values.content}
            />
            <Uploader
              label="原件"
              hint="来文、纪要或批示件的扫描件；来源是领导批示时必须上传"
              initial={values.files}
            />
            <FilesError />
          </div>
        </Card>
      </FormBeside>
    </ActionForm>
  )
}
