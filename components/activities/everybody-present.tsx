'use client'

import { type RefObject, useSyncExternalStore } from 'react'
import { Button } from '@/components/ui/button'
import { CheckboxField } from '@/components/ui/choice-field'
import { presentValue } from '@/lib/activities/states'

type EverybodyPresentProps = {
  place: RefObject<HTMLElement | null>
  /** How many have no mark yet. */
  open: number
  /** Nobody has one. */
  isUntouched: boolean
}

/** 全部到会 in one tap, for those without a mark; without scripts a box that says the same. */
export function EverybodyPresent({ place, open, isUntouched }: EverybodyPresentProps) {
  const hasScripts = useSyncExternalStore(subscribeToNothing, isBrowser, isServer)
  if (!hasScripts) {
    return <CheckboxField name="restPresent" label="没有选的人都到会" />
  }
  return (
    <div className="mb-2 flex flex-wrap items-center gap-3">
      <Button onClick={() => markRest(place.current)} disabled={open === 0}>
        {isUntouched || open === 0 ? '全部到会' : `其余 ${open} 人到会`}
      </Button>
      <p className="text-muted text-sm">
        {open === 0 ? '没来的人改成原因。' : '点一下，再把没来的人改成原因。'}
      </p>
    </div>
  )
}

/** Sets the controls themselves, so that the draft of the form hears of it too. */
function markRest(place: HTMLElement | null): void {
  for (const field of place?.querySelectorAll('select') ?? []) {
    if (field.value === '') {
      field.value = presentValue
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
}

const subscribeToNothing = () => () => {}
const isBrowser = () => true
const isServer = () => false
