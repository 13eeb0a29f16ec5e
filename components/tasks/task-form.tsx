import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField, DateField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { RecipientChoice } from '@/lib/tasks/schema'
import { RecipientPicker } from './recipient-picker'
import { TaskLinks } from './task-links'

export type TaskFormValues = {
  title?: string
  requirement?: string
  basis?: string
  startsOn: string
  dueOn?: string
  dueTime?: string
  isEvidenceRequired?: boolean
  isScored?: boolean
  alternateReviewer?: string
  reworkAllowanceDays?: number
  estimatedMinutes?: number
  requirementId?: string
  milestoneId?: string
  chosen?: RecipientChoice
  persons?: string
  files?: { id: string; name: string; sizeBytes: number; mediaType: string }[]
}

type TaskFormProps = {
  save: FormAction
  taskId: string
  /** Of the draft this form was made from; 0 for a new one. */
  version: number
  values: TaskFormValues
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  /** What it may stand on. */
  links: Record<'requirements' | 'milestones', { id: string; label: string }[]>
}

/** A task as a draft: what, until when, to whom. Saving never dispatches. */
export function TaskForm(props: TaskFormProps) {
  const { save, taskId, version, values, tree, groups, links } = props
  const hidden = { taskId, version: String(version) }
  return (
    <ActionForm action={save} hidden={hidden} className="max-w-form space-y-4">
      <Card title="做什么">
        <div className="space-y-4">
          <TextField
            name="title"
            label="任务名称"
            hint="短信里只出现名称，请不要写涉密、敏感内容"
            required
            maxLength={80}
            defaultValue={values.title}
          />
          <TextAreaField
            name="requirement"
            label="任务要求"
            hint="写明做什么、交什么、做到什么程度"
            required
            rows={6}
            defaultValue={values.requirement}
          />
          <TextField
            name="basis"
            label="依据"
            placeholder="例如：西岭信通党〔2026〕18号第七条"
            defaultValue={values.basis}
          />
          <TaskLinks
            {...links}
            requirementId={values.requirementId}
            milestoneId={values.milestoneId}
          />
          <CheckboxField
            name="isEvidenceRequired"
            label="提交时必须附佐证材料"
            hint="系统里已有的事实，请不要再要求截图或照片"
            defaultChecked={values.isEvidenceRequired}
          />
          <Uploader label="任务附件" hint="通知、模板、参考材料" initial={values.files} />
        </div>
      </Card>
      <Card title="什么时候">
        <div className="grid gap-4 sm:grid-cols-3">
          <DateField name="startsOn" label="开始日期" required defaultValue={values.startsOn} />
          <DateField name="dueOn" label="截止日期" required defaultValue={values.dueOn} />
          <TextField
            name="dueTime"
            label="截止时间"
            type="time"
            required
            defaultValue={values.dueTime ?? '18:00'}
          />
          <TextField
            name="estimatedMinutes"
            label="一个支部约需（分钟）"
            hint="下达前换算成全公司工时"
            inputMode="numeric"
            defaultValue={values.estimatedMinutes}
          />
          <TextField
            name="reworkAllowanceDays"
            label="退回后至少留（工作日）"
            inputMode="numeric"
            required
            defaultValue={values.reworkAllowanceDays ?? 1}
          />
        </div>
      </Card>
      <Card title="交给谁">
        <RecipientPicker
          tree={tree}
          groups={groups}
          chosen={values.chosen}
          persons={values.persons}
        />
      </Card>
      <JudgingFields values={values} />
      <div className="flex flex-wrap gap-3">
        <SubmitButton tone="primary" size="large" pendingLabel="正在保存…">
          保存，看下达效果
        </SubmitButton>
      </div>
    </ActionForm>
  )
}

function JudgingFields({ values }: { values: TaskFormValues }) {
  return (
    <Card title="怎么评">
      <div className="space-y-4">
        <CheckboxField
          name="isScored"
          label="计入党建指数（任务评价）"
          hint="不选就是不计分：只评等次和评语。签收快慢、退回次数、提交多少都不计分。"
          defaultChecked={values.isScored}
        />
        <TextField
          name="alternateReviewer"
          label="备选审核人"
          hint="下达人员都属于某个支部时，由这一位审核该支部。填工号，或不重名的姓名。"
          defaultValue={values.alternateReviewer}
        />
      </div>
    </Card>
  )
}
