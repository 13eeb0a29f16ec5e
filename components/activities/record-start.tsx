import { Card } from '@/components/ui/card'
import { CheckboxGroupField, SelectField } from '@/components/ui/choice-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { DateField } from '@/components/ui/text-field'
import { Unfold } from '@/components/ui/unfold'
import { activityKinds } from '@/db/enums'
import type { RecordForm } from '@/lib/activities/record-form'
import { formatDay } from '@/lib/format'
import { activityKindLabels } from '@/lib/tasks/states'

type RecordStartProps = {
  form: Pick<
    RecordForm,
    'branches' | 'organisationId' | 'groups' | 'groupId' | 'heldOn' | 'kinds' | 'expected'
  >
  today: string
  /** Where the choice goes to, with what has to stay in the address. */
  action: string
}

/**
 * What was held and when: from this the roster of the day is taken. A plain address, no script. Once
 * it is chosen one line says it, so that a phone has the rest of the record at once.
 */
export function RecordStart(props: RecordStartProps) {
  const { form } = props
  if (!form.expected) {
    return (
      <Card title="什么活动，哪一天">
        <StartFields {...props} />
      </Card>
    )
  }
  const branch = form.branches.length > 1 ? nameOf(form.branches, form.organisationId) : null
  const words = [
    form.kinds.map((kind) => activityKindLabels[kind]).join('、'),
    formatDay(form.heldOn),
    branch,
    form.groupId ? nameOf(form.groups, form.groupId) : null,
  ]
  return (
    <Card title={words.filter(Boolean).join(' · ')}>
      <Unfold label="换类型或日期，重新取名单">
        <div className="pt-2">
          <StartFields {...props} />
        </div>
      </Unfold>
    </Card>
  )
}

function nameOf(all: readonly { id: string; name: string }[], id: string): string | undefined {
  return all.find((one) => one.id === id)?.name
}

function StartFields({ form, today, action }: RecordStartProps) {
  return (
    <form action={action} method="get" className="space-y-4">
      {form.branches.length > 1 ? (
        <SelectField
          name="organisation"
          label="党支部"
          required
          defaultValue={form.organisationId}
          choices={form.branches.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      <CheckboxGroupField
        name="kinds"
        label="活动类型"
        hint="合办的都选上，记一份就行"
        required
        inRow
        choices={activityKinds.map((kind) => ({ value: kind, label: activityKindLabels[kind] }))}
        defaultValue={form.kinds}
      />
      <div className="grid gap-4 sm:grid-cols-2 sm:items-end lg:max-w-reading">
        <DateField name="on" label="哪一天" required max={today} defaultValue={form.heldOn} />
        {form.groups.length > 0 ? (
          <SelectField
            name="group"
            label="哪个党小组"
            hint="只有一个党小组开展时选"
            placeholder="整个支部"
            defaultValue={form.groupId ?? ''}
            choices={form.groups.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : null}
      </div>
      <SubmitButton tone={form.expected ? 'secondary' : 'primary'} pendingLabel="正在取名单…">
        {form.expected ? '重新取名单' : '取当天名单，往下填'}
      </SubmitButton>
    </form>
  )
}
