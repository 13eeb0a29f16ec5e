'use client'

import { useActionState } from 'react'
import { roleKinds } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { roleKindLabels } from '@/lib/organisation/schema'
import { SelectField } from '../ui/choice-field'
import { Notice } from '../ui/notice'
import { SubmitButton } from '../ui/submit-button'
import { TextField } from '../ui/text-field'
import { FormProblem, faultOf, typed } from './form-problem'

type GrantRoleFormProps = {
  action: FormAction<{ name: string; sessionsEnded: number }>
  personId: string
  organisations: { id: string; name: string }[]
}

/** Granting a role; what an administrator's role leaves out is ignored. */
export function GrantRoleForm({ action, personId, organisations }: GrantRoleFormProps) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="mt-4 max-w-form space-y-4 border-line border-t pt-4">
      <h3 className="font-medium">授予角色</h3>
      <FormProblem state={state} />
      {state.status === 'done' ? (
        <Notice tone="done" live>
          {state.words}
        </Notice>
      ) : null}
      <input type="hidden" name="personId" value={personId} />
      <SelectField
        label="角色"
        name="role"
        required
        placeholder="请选择"
        choices={roleKinds.map((role) => ({ value: role, label: roleKindLabels[role] }))}
        defaultValue={typed(state, 'role')}
        error={faultOf(state, 'role')}
      />
      <SelectField
        label="管到哪个组织"
        hint="党委党务干部和归口部门经办必选，包括它下面的全部组织"
        name="organisationId"
        placeholder="请选择"
        choices={organisations.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={typed(state, 'organisationId')}
        error={faultOf(state, 'organisationId')}
      />
      <TextField
        label="归口部门"
        hint="归口部门经办必填，例如 安全监察部"
        name="department"
        maxLength={40}
        defaultValue={typed(state, 'department')}
        error={faultOf(state, 'department')}
      />
      <SubmitButton tone="primary">授予</SubmitButton>
    </form>
  )
}
