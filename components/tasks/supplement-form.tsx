import { ActionForm } from '@/components/form/action-form'
import { DateField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { SupplementPlan } from '@/lib/tasks/supplement-plan'
import { RecipientPicker } from './recipient-picker'

type SupplementFormProps = {
  taskId: string
  /** Made with the form: sent twice, it dispatches once. */
  requestKey: string
  /** The task's own due has passed, so a later one must be given. */
  isPastDue: boolean
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  /** What was chosen before, to be changed. */
  chosen?: SupplementPlan
  /** Goes on to the effect; nothing is sent out yet. */
  plan: FormAction
}

/** Further recipients of a task under way, with a due of their own if need be. */
export function SupplementForm(props: SupplementFormProps) {
  const { taskId, requestKey, isPastDue, tree, groups, chosen, plan } = props
  return (
    <ActionForm action={plan} hidden={{ taskId, requestKey }}>
      <div className="grid gap-4 max-xl:max-w-form xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] xl:items-start">
        <Card title="补充给谁">
          <RecipientPicker tree={tree} groups={groups} chosen={chosen} persons={chosen?.persons} />
        </Card>
        <div className="min-w-0 space-y-4">
          <Card title="什么时候">
            <div className="grid gap-4 sm:grid-cols-2">
              <DateField
                name="dueOn"
                label="截止日期"
                hint={isPastDue ? '任务原来的截止已过，请另定' : '不填就与任务相同'}
                required={isPastDue}
                defaultValue={chosen?.dueOn}
              />
              <TextField
                name="dueTime"
                label="截止时间"
                type="time"
                required
                defaultValue={chosen?.dueTime ?? '18:00'}
              />
            </div>
          </Card>
          <SubmitButton tone="primary" size="large" pendingLabel="正在计算…">
            下一步：看影响
          </SubmitButton>
          <p className="text-muted text-sm">这一步还不会发出，看过通知多少人、多少条短信再下达。</p>
        </div>
      </div>
    </ActionForm>
  )
}
