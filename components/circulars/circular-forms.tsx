import { ActionForm } from '@/components/form/action-form'
import { TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type CircularFormsProps = {
  circular: { id: string; version: number; title: string; body: string }
  actions: {
    changeCircularAction: FormAction
    renewCircularAction: FormAction
    issueCircularAction: FormAction
  }
}

/** Editing a draft, taking its figures anew, and issuing it. */
export function CircularForms({ circular, actions }: CircularFormsProps) {
  const hidden = { circularId: circular.id, version: String(circular.version) }
  return (
    <Card title="修改" className="mb-4 print:hidden">
      <ActionForm action={actions.changeCircularAction} hidden={hidden} className="space-y-4">
        <TextField
          name="title"
          label="标题"
          required
          maxLength={100}
          defaultValue={circular.title}
        />
        <TextAreaField
          name="body"
          label="正文"
          hint="空一行分段。数字来自下面的办理情况，改动文字不会改动数据。"
          required
          rows={12}
          defaultValue={circular.body}
        />
        <SubmitButton tone="primary">保存</SubmitButton>
      </ActionForm>
      <div className="mt-4 flex flex-wrap gap-3">
        <DisclosureDialog trigger="重新取数" title="重新取数">
          <ActionForm action={actions.renewCircularAction} hidden={hidden} className="space-y-4">
            <p>按现在的数据重写正文，手工修改过的正文会被替换。标题不变。</p>
            <SubmitButton tone="danger">重新取数</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
        <DisclosureDialog trigger="发出" title="发出通报">
          <ActionForm action={actions.issueCircularAction} hidden={hidden} className="space-y-4">
            <p>发出后编号、不能再改，有关党组织的负责人会在系统里收到通知（不发短信）。</p>
            <SubmitButton tone="primary">发出</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      </div>
    </Card>
  )
}
