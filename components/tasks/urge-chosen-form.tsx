'use client'

import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { controlClass } from '@/components/ui/field'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

/** The boxes of the rows belong to this form, wherever they stand. */
export const urgeChosenForm = 'urge-chosen'

/** 催办 of the rows that were ticked; with scripts it comes up once one is. */
export function UrgeChosenForm({ urge }: { urge: FormAction }) {
  const place = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState(0)
  const [isDone, setIsDone] = useState(false)
  const hasScripts = useSyncExternalStore(subscribeToNothing, isBrowser, isServer)
  useEffect(() => {
    const count = () => setChosen(boxesOf(place.current).filter((box) => box.checked).length)
    const ticked = (event: Event) => {
      if (event.target instanceof HTMLInputElement && event.target.form?.id === urgeChosenForm) {
        setIsDone(false)
        count()
      }
    }
    // The boxes are emptied just after the event.
    const emptied = () => setTimeout(count)
    document.addEventListener('change', ticked)
    document.addEventListener('reset', emptied)
    count()
    return () => {
      document.removeEventListener('change', ticked)
      document.removeEventListener('reset', emptied)
    }
  }, [])
  const setAll = (isChecked: boolean) => {
    for (const box of boxesOf(place.current)) {
      box.checked = isChecked
    }
    setChosen(isChecked ? boxesOf(place.current).length : 0)
    setIsDone(false)
  }
  const isShown = !hasScripts || chosen > 0 || isDone
  return (
    <div
      ref={place}
      className={classNames(
        'sticky bottom-0 z-20 mt-3 rounded-card border border-line-strong bg-surface p-3 shadow-raised max-lg:bottom-bottombar print:hidden',
        isShown ? '' : 'hidden',
      )}
    >
      <ActionForm id={urgeChosenForm} action={urge} onDone={() => setIsDone(true)}>
        <div className="flex flex-wrap items-center gap-3">
          {hasScripts ? <p className="font-medium">已选 {chosen} 份</p> : null}
          <input
            name="words"
            aria-label="附一句话"
            placeholder="附一句话，可不填"
            maxLength={100}
            autoComplete="off"
            className={`${controlClass} max-w-96 flex-1`}
          />
          <SubmitButton tone="primary" disabled={hasScripts && chosen === 0}>
            催办选中的
          </SubmitButton>
          {hasScripts ? (
            <>
              <Button tone="quiet" onClick={() => setAll(true)}>
                选择本页全部
              </Button>
              <Button tone="quiet" onClick={() => setAll(false)}>
                取消选择
              </Button>
            </>
          ) : null}
        </div>
      </ActionForm>
    </div>
  )
}

function boxesOf(place: HTMLElement | null): HTMLInputElement[] {
  const fields = place?.querySelector('form')?.elements ?? []
  return [...fields].filter(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && field.type === 'checkbox',
  )
}

const subscribeToNothing = () => () => {}
const isBrowser = () => true
const isServer = () => false
