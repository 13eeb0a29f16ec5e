'use client'

import type { ReactNode } from 'react'
import { clearLocalDrafts } from '@/components/tasks/draft-store'
import type { FormAction } from '@/lib/form-state'
import { ActionForm } from './action-form'

/** A form that ends the session: drafts kept on this device go with it. */
export function LeavingForm({ action, children }: { action: FormAction; children: ReactNode }) {
  return (
    <ActionForm action={action} onSend={clearLocalDrafts}>
      {children}
    </ActionForm>
  )
}
