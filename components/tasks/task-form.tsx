import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { Unfold } from '@/components/ui/unfold'
import type { CompletionRule, DispatchRoute } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { NodeFields } from '@/lib/tasks/node-fields'
import type { RecipientChoice } from '@/lib/tasks/schema'
import { HandlingFields } from './handling-fields'
import type { FormOption } from './node-editor'
import { RecipientPicker } from './recipient-picker'
import { TaskLinks } from './task-links'
import { WhenFields } from './when-fields'

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
  /** 填报表 of a plain task. */
  formVersionId?: string
  nodes?: NodeFields[]
  route?: DispatchRoute
  completionRule?: CompletionRule
  completionCount?: number
  closer?: string
  criteria?: string
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
  /** 填报表 that a node may carry. */
  forms: FormOption[]
  /** What it may stand on. */
  links: Record<'requirements' | 'milestones', { id: string; label: string }[]>
}

/**
 * A task as a draft: what and until when, and on a wide screen beside it to whom. Saving never
 * dispatches.
 */
export function TaskForm(props: TaskFormProps) {
  const { save, taskId, version, values, tree, groups, forms, links } = props
  const hidden = { taskId, version: String(version) }
  return (
    <ActionForm action={save} hidden={hidden}>
      <div className="grid gap-4 max-xl:max-w-form xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:items-start">
        <div className="min-w-0 space-y-4">
          <TaskFields values={values} links={links} />
          <WhenFields
            startsOn={values.startsOn}
            dueOn={values.dueOn}
            dueTime={values.dueTime}
            estimatedMinutes={values.estimatedMinutes}
            reworkAllowanceDays={values.reworkAllowanceDays}
            formVersionId={values.formVersionId}
            nodes={values.nodes ?? []}
            forms={forms}
          />
        </div>
        <div className="min-w-0 space-y-4">
          <Card title="交给谁">
            <RecipientPicker
              tree={tree}
              groups={groups}
              chosen={values.chosen}
              persons={values.persons}
            />
            <HandlingFields
              tree={tree}
              chosen={values.chosen}
              route={values.route}
              completionRule={values.completionRule}
              completionCount={values.completionCount}
            />
          </Card>
          <JudgingFields values={values} />
          <SubmitButton tone="primary" size="large" pendingLabel="正在保存…">
            保存，看下达效果
          </SubmitButton>
        </div>
      </div>
    </ActionForm>
  )
}

function TaskFields({ values, links }: Pick<TaskFormProps, 'values' | 'links'>) {
  return (
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
        <Unfold label="评价标准和销号人" open={Boolean(values.criteria || values.closer)}>
          <div className="space-y-4 pt-2">
            <TextAreaField
              name="criteria"
              label="评价标准"
              hint="支部办理时就能看到"
              rows={2}
              maxLength={2000}
              defaultValue={values.criteria}
            />
            <TextField
              name="closer"
              label="销号人"
              hint="只由这一位办结；不填则下达部门的人都可以。填工号，或不重名的姓名。"
              maxLength={50}
              defaultValue={values.closer}
            />
          </div>
        </Unfold>
      </div>
    </Card>
  )
}
