import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { OpenItem } from '@/lib/organisation/open-work-port'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { ChangeFields } from './change-fields'
import { OpenWorkFields } from './open-work-fields'

type EndingProps = {
  action: FormAction
  organisation: OrganisationOnDay
  items: readonly OpenItem[]
  now: Date
  today: string
}

/** 合并, second step: the successor is known, so what it already has is known too. */
export function MergeForm(
  props: EndingProps & { into: OrganisationOnDay; takenTaskIds: ReadonlySet<string> },
) {
  const { action, organisation, into, items, now, today, takenTaskIds } = props
  return (
    <ActionForm
      action={action}
      hidden={{ organisationId: organisation.id, intoId: into.id }}
      className="space-y-4"
    >
      <ChangeFields today={today} />
      <OpenWorkFields items={items} now={now} takenTaskIds={takenTaskIds} />
      <SubmitButton tone="danger">合并</SubmitButton>
    </ActionForm>
  )
}

/** 撤销. */
export function EndForm(props: EndingProps & { successors: readonly OrganisationOnDay[] }) {
  const { action, organisation, items, now, today, successors } = props
  return (
    <ActionForm action={action} hidden={{ organisationId: organisation.id }} className="space-y-4">
      <ChangeFields today={today} />
      <OpenWorkFields items={items} now={now} takenTaskIds={new Set()} />
      {items.length > 0 ? (
        <SelectField
          name="transferToId"
          label="接收组织"
          hint="有任务移交时选择。"
          placeholder="没有移交"
          choices={successors.map((one) => ({ value: one.id, label: one.name }))}
        />
      ) : null}
      <SubmitButton tone="danger">撤销</SubmitButton>
    </ActionForm>
  )
}
