import { CheckboxGroupField, SelectField } from '@/components/ui/choice-field'
import { SubmitButton } from '@/components/ui/submit-button'
import { DateField } from '@/components/ui/text-field'
import { activityKinds } from '@/db/enums'
import type { RecordForm } from '@/lib/activities/record-form'
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

/** What was held and when: from this the roster of the day is taken. A plain address, no script. */
export function RecordStart({ form, today, action }: RecordStartProps) {
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
