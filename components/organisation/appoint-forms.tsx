import { ActionForm } from '@/components/form/action-form'
import { CheckboxField, SelectField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import { type OrganisationKind, postKinds } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { postLabel } from '@/lib/organisation/schema'
import { ChangeFields } from './change-fields'
import { PersonField } from './person-field'

type AppointProps = {
  action: FormAction
  organisation: { id: string; kind: OrganisationKind }
  people: { personId: string; name: string; employeeNumber: string | null }[]
  today: string
}

/** 任命: any post but the secretary's. */
export function AppointForm({ action, organisation, people, today }: AppointProps) {
  return (
    <ActionForm action={action} hidden={{ organisationId: organisation.id }} className="space-y-4">
      <SelectField
        name="post"
        label="职务"
        required
        placeholder="请选择"
        choices={postKinds
          .filter((post) => post !== 'secretary')
          .map((post) => ({ value: post, label: postLabel(post, organisation.kind) }))}
      />
      <PersonField label="人员" people={people} />
      <CheckboxField name="isActing" label="主持工作（代行职责）" />
      <ChangeFields today={today} />
      <SubmitButton tone="primary">任命</SubmitButton>
    </ActionForm>
  )
}

/** 更换书记: the former one's post ends that day, open work follows the post. */
export function SecretaryForm({ action, organisation, people, today }: AppointProps) {
  return (
    <ActionForm action={action} hidden={{ organisationId: organisation.id }} className="space-y-4">
      <PersonField label={`新任${postLabel('secretary', organisation.kind)}`} people={people} />
      <CheckboxField
        name="isActing"
        label="主持工作（尚未正式任职）"
        hint="只接替另一位主持工作的同志；现任书记的任职不受影响。"
      />
      <ChangeFields today={today} />
      <SubmitButton tone="primary">更换并移交</SubmitButton>
    </ActionForm>
  )
}

/** 免职: ends one post on a day. */
export function EndPostForm(props: { action: FormAction; postId: string; today: string }) {
  return (
    <ActionForm action={props.action} hidden={{ postId: props.postId }} className="space-y-4">
      <ChangeFields today={props.today} />
      <SubmitButton tone="danger">免去职务</SubmitButton>
    </ActionForm>
  )
}
