'use client'

import { useEffect, useRef, useState } from 'react'
import { dropLocalDraft, readLocalDraft, writeLocalDraft } from '@/components/tasks/draft-store'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { formatMoment } from '@/lib/format'

type Kept = { values: Record<string, string>; at: number }

const delayMs = 500

/**
 * Keeps what is written in the form around it on this device, and offers it again after a lost page.
 * Forgotten once the form has gone through, and when somebody signs out.
 */
export function KeepDraft({ draftKey }: { draftKey: string }) {
  const place = useRef<HTMLDivElement>(null)
  const [found, setFound] = useState<Kept | null>(null)
  const [savedAt, setSavedAt] = useState<number | null>(null)

  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) {
      return
    }
    void readLocalDraft(draftKey).then((local) => {
      if (local) {
        setFound({ values: JSON.parse(local.text) as Kept['values'], at: local.savedAt })
      }
    })
    let timer: ReturnType<typeof setTimeout> | undefined
    let isSent = false
    const save = () => {
      isSent = false
      clearTimeout(timer)
      timer = setTimeout(() => {
        const text = JSON.stringify(valuesOf(form))
        const savedNow = Date.now()
        void writeLocalDraft(draftKey, { text, baseVersion: 0, savedAt: savedNow }).then((isKept) =>
          setSavedAt(isKept ? savedNow : null),
        )
      }, delayMs)
    }
    const send = () => {
      isSent = true
    }
    form.addEventListener('input', save)
    form.addEventListener('submit', send)
    return () => {
      clearTimeout(timer)
      form.removeEventListener('input', save)
      form.removeEventListener('submit', send)
      // A refusal leaves its sentence; without one the record has gone through.
      if (isSent && !form.querySelector('[role=alert]')) {
        void dropLocalDraft(draftKey)
      }
    }
  }, [draftKey])

  const restore = () => {
    const form = place.current?.closest('form')
    if (form && found) {
      fillIn(form, found.values)
    }
    setFound(null)
  }
  const forget = () => {
    void dropLocalDraft(draftKey)
    setFound(null)
  }
  return (
    <div ref={place} data-draft="">
      {found ? (
        <Notice
          title="这台设备上有没保存完的一份"
          actions={
            <>
              <Button size="small" onClick={restore}>
                接着写
              </Button>
              <Button size="small" tone="quiet" onClick={forget}>
                不要了
              </Button>
            </>
          }
        >
          {formatMoment(new Date(found.at), new Date())} 写的，日期和类型以本页为准。
        </Notice>
      ) : null}
      {savedAt === null ? null : (
        <p className="text-muted text-sm" role="status">
          已存在本机 {formatMoment(new Date(savedAt)).slice(-5)}
        </p>
      )}
    </div>
  )
}

/** Everything typed or chosen; ids, keys and files belong to the page and not to the draft. */
function valuesOf(form: HTMLFormElement): Record<string, string> {
  const fields = [...form.elements].filter(isField)
  return Object.fromEntries(fields.map((field) => [field.name, field.value]))
}

type FormField = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

function isField(element: Element): element is FormField {
  return (
    (element instanceof HTMLTextAreaElement ||
      element instanceof HTMLSelectElement ||
      (element instanceof HTMLInputElement && ['text', 'time', 'date'].includes(element.type))) &&
    element.name !== '' &&
    !element.name.endsWith('[]')
  )
}

function fillIn(form: HTMLFormElement, values: Record<string, string>): void {
  for (const field of [...form.elements].filter(isField)) {
    const value = values[field.name]
    if (value !== undefined) {
      field.value = value
      field.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }
}
