'use client'

import type { ReactNode } from 'react'
import { clearLocalDrafts } from '@/components/tasks/draft-store'
import type { FormAction } from '@/lib/form-state'
import { ActionForm } from './action-form'

type LeavingFormProps = {
  action: FormAction
  /** Where a browser without scripts sends it; also spares every page the making of action fields. */
  plainAction: string
  children: ReactNode
}

/** A form that ends the session: drafts kept on this device go with it. */
export function LeavingForm({ action, plainAction, children }: LeavingFormProps) {
  return (
    <ActionForm action={action} plainAction={plainAction} onSend={clearLocalDrafts}>
      {children}
    </ActionForm>
  )
}
