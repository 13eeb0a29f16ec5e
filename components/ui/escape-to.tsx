'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Escape goes to `href`, unless something is being typed or a dialog is open. */
export function EscapeTo({ href }: { href: string }) {
  const router = useRouter()
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const typing = (event.target as Element | null)?.closest?.('input, textarea, select, dialog')
      if (event.key === 'Escape' && !typing && !event.defaultPrevented) {
        router.push(href as Route, { scroll: false })
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [router, href])
  return null
}
