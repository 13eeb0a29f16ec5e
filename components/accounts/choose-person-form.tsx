'use client'

import { useActionState } from 'react'
import type { SmsCandidate } from '@/lib/accounts/sms-candidates'
import type { FormAction } from '@/lib/form-state'
import { LinkButton } from '../ui/button'
import { SubmitButton } from '../ui/submit-button'
import { FormProblem } from './form-problem'

type ChoosePersonFormProps = { action: FormAction<void>; people: SmsCandidate[]; from?: string }

/** One button for each person of a shared number. */
export function ChoosePersonForm({ action, people, from }: ChoosePersonFormProps) {
  const [state, submit] = useActionState(action, { status: 'idle' })
  return (
    <form action={submit} className="space-y-3">
      <FormProblem state={state} />
      {from ? <input type="hidden" name="from" value={from} /> : null}
      {people.map((person) =>
        person.needsOwnPhone ? (
          <div key={person.personId} className="rounded-card border border-line px-4 py-3">
            <p className="font-medium">{nameOf(person)}</p>
            <p className="text-muted text-sm">
              担任职务的同志需用本人手机号。请改用工号和密码登录，或请党建部登记本人手机号。
            </p>
          </div>
        ) : (
          <SubmitButton
            key={person.personId}
            name="personId"
            value={person.personId}
            size="large"
            className="w-full"
            pendingLabel="正在登录…"
          >
            {nameOf(person)}
          </SubmitButton>
        ),
      )}
      <LinkButton href="/sign-in?by=password" tone="quiet" className="w-full">
        用工号和密码登录
      </LinkButton>
    </form>
  )
}

function nameOf({ name, branchName }: SmsCandidate): string {
  return branchName ? `${name} · ${branchName}` : name
}
