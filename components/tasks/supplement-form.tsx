import { ActionForm } from '@/components/form/action-form'
import { DateField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { OrganisationNode } from '@/lib/organisation/tree'
import { RecipientPicker } from './recipient-picker'

type SupplementFormProps = {
  taskId: string
  /** Made with the form: sent twice, it dispatches once. */
  requestKey: string
  /** The task's own due has passed, so a later one must be given. */
  isPastDue: boolean
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  supplement: FormAction
}

/** Further recipients of a task under way, with a due of their own if need be. */
export function SupplementForm(props: SupplementFormProps) {
  const { taskId, requestKey, isPastDue, tree, groups, supplement } = props
  return (
    <ActionForm
      action={supplement}
      hidden={{ taskId, requestKey }}
      className="max-w-form space-y-4"
    >
      <Card title="补充给谁">
        <RecipientPicker tree={tree} groups={groups} />
      </Card>
      <Card title="什么时候">
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField
            name="dueOn"
            label="截止日期"
            hint={isPastDue ? '任务原来的截止已过，请另定' : '不填就与任务相同'}
            required={isPastDue}
          />
          <TextField name="dueTime" label="截止时间" type="time" required defaultValue="18:00" />
        </div>
      </Card>
      <SubmitButton tone="primary" size="large" pendingLabel="正在下达…">
        补充下达
      </SubmitButton>
    </ActionForm>
  )
}
