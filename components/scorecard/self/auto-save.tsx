'use client'

import { useEffect, useRef, useState } from 'react'
import { formatClock } from '@/lib/format'

type AutoSaveProps = {
  /** Where a line goes: the changed field with the others of its row. */
  href: string
}

type Saving = { state: 'idle' | 'saving' | 'failed' | 'saved'; words: string }

/**
 * Saves the row of a field as soon as it was changed, and says so. Rows are marked with `data-row`;
 * without scripts the form has its button.
 */
export function AutoSave({ href }: AutoSaveProps) {
  const place = useRef<HTMLParagraphElement>(null)
  const before = useRef<Promise<unknown>>(Promise.resolve())
  const [saving, setSaving] = useState<Saving>({ state: 'idle', words: '填到哪里保存到哪里。' })
  useEffect(() => {
    const form = place.current?.closest('form')
    const save = async (event: Event) => {
      const row = (event.target as HTMLElement).closest('[data-row]')
      const fields = row ? fieldsOf(row) : {}
      if (!Object.entries(fields).some(([name, text]) => name.startsWith('points.') && text)) {
        return
      }
      setSaving({ state: 'saving', words: '正在保存…' })
      // One after the other, so that what was typed last is saved last.
      const sending = before.current.then(() => send(href, fields))
      before.current = sending
      setSaving(await sending)
    }
    form?.addEventListener('change', save)
    return () => form?.removeEventListener('change', save)
  }, [href])
  return (
    <p
      ref={place}
      role="status"
      className={saving.state === 'failed' ? 'font-medium text-late' : 'text-muted'}
    >
      {saving.words}
    </p>
  )
}

function fieldsOf(row: Element): Record<string, string> {
  const inputs = row.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
    'input[name], textarea[name]',
  )
  return Object.fromEntries([...inputs].map((one) => [one.name, one.value]))
}

async function send(href: string, fields: Record<string, string>): Promise<Saving> {
  try {
    const answer = await fetch(href, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(fields),
    })
    if (answer.ok) {
      return { state: 'saved', words: `${formatClock(new Date())} 已保存。` }
    }
    const { message } = (await answer.json()) as { message: string }
    return { state: 'failed', words: message }
  } catch {
    return { state: 'failed', words: '没有连上服务器，填写的还在本页。请稍后按“保存”。' }
  }
}
