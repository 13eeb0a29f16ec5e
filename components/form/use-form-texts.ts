'use client'

import { type RefObject, useEffect, useState } from 'react'
import { formToValues } from '@/lib/form-state'

/** What stands in the form around an element, by field; empty until scripts run. Follows every change. */
export function useFormTexts(
  place: RefObject<HTMLElement | null>,
): Record<string, string | string[]> {
  const [texts, setTexts] = useState<Record<string, string | string[]>>({})
  useEffect(() => {
    const form = place.current?.closest('form')
    if (!form) {
      return
    }
    const read = () => setTexts(formToValues(new FormData(form)))
    // Fields go back to their defaults just after the event.
    const readLater = () => setTimeout(read)
    read()
    form.addEventListener('input', read)
    form.addEventListener('change', read)
    form.addEventListener('reset', readLater)
    return () => {
      form.removeEventListener('input', read)
      form.removeEventListener('change', read)
      form.removeEventListener('reset', readLater)
    }
  }, [place])
  return texts
}
