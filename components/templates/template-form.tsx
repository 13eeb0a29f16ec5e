import { ActionForm } from '@/components/form/action-form'
import {
  CheckboxField,
  RadioField,
  SelectField,
  TextAreaField,
  TextField,
} from '@/components/form/form-fields'
import { RecipientPicker } from '@/components/tasks/recipient-picker'
import { Card } from '@/components/ui/card'
import { FormBeside } from '@/components/ui/form-beside'
import { SubmitButton } from '@/components/ui/submit-button'
import { exemptionRules, type Recurrence, templateOrigins } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { RecipientChoice } from '@/lib/tasks/schema'
import type { Anchor, TemplateNode } from '@/lib/tasks/templates/schema'
import { exemptionLabels, originLabels } from '@/lib/tasks/templates/states'
import { RhythmFields, type RhythmValues } from './rhythm-fields'
import { TemplateNodes } from './template-nodes'
import { TemplateSummary } from './template-summary'

export type TemplateFormValues = Omit<RhythmValues, 'anchor'> & {
  name?: string
  origin?: string
  basis?: string
  title?: string
  requirement?: string
  isScored?: boolean
  exemption?: string
  anchor: Anchor
  nodes: TemplateNode[]
  chosen?: RecipientChoice
}

type TemplateFormProps = {
  save: FormAction
  templateId: string
  /** Of the template this form was made from; 0 for a new one. */
  version: number
  values: TemplateFormValues
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  /** What `{当期}` would become today, e.g. 2026年9月. */
  periods: Record<Recurrence, string>
}

/** A template: what, how often, to whom. A change concerns coming periods only. */
export function TemplateForm(props: TemplateFormProps) {
  const { save, templateId, version, values, tree, groups, periods } = props
  const hidden = { templateId, version: String(version) }
  return (
    <ActionForm action={save} hidden={hidden}>
      <FormBeside
        aside={<TemplateSummary periods={periods} />}
        foot={
          <SubmitButton tone="primary" size="large" pendingLabel="正在保存…">
            保存模板
          </SubmitButton>
        }
      >
        <Card title="是什么要求">
          <div className="space-y-4">
            <TextField
              name="name"
              label="模板名称"
              required
              minLength={2}
              maxLength={40}
              defaultValue={values.name}
            />
            <RadioField
              name="origin"
              label="出处"
              required
              inRow
              choices={templateOrigins.map((value) => ({ value, label: originLabels[value] }))}
              defaultValue={values.origin ?? 'own'}
            />
            <TextField
              name="basis"
              label="依据"
              hint="全国规定和上级要求须写明；文件里没有规定次数的，不要写成规定"
              maxLength={200}
              defaultValue={values.basis}
            />
          </div>
        </Card>
        <RhythmFields recurrence={values.recurrence} anchor={values.anchor} />
        <Card title="任务写什么">
          <div className="space-y-4">
            <TextField
              name="title"
              label="任务名称"
              hint="写“{当期}”的地方每期换成具体时间，例如 2026年9月"
              required
              maxLength={80}
              defaultValue={values.title}
            />
            <TextAreaField
              name="requirement"
              label="任务要求"
              required
              rows={5}
              defaultValue={values.requirement}
            />
            <CheckboxField
              name="isScored"
              label="计入党建指数（任务评价）"
              hint="不选就是不计分"
              defaultChecked={values.isScored}
            />
          </div>
        </Card>
        <TemplateNodes nodes={values.nodes} />
        <Card title="交给谁">
          <div className="space-y-4">
            <RecipientPicker
              tree={tree}
              groups={groups}
              chosen={values.chosen}
              hasPersons={false}
            />
            <SelectField
              name="exemption"
              label="哪些支部不用开"
              hint="按下达当天的职务和组织设置判断，依据记在应开展事项里"
              required
              choices={exemptionRules.map((value) => ({ value, label: exemptionLabels[value] }))}
              defaultValue={values.exemption ?? 'none'}
            />
          </div>
        </Card>
      </FormBeside>
    </ActionForm>
  )
}
