'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'

/**
 * Follows plain links marked `data-soft` without loading the page anew, as `next/link` would: one
 * listener for the document, so that a list of fifty rows renders fifty anchors and no components.
 */
export function SoftLinks() {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const href = softHref(event)
      if (href) {
        event.preventDefault()
        startTransition(() => router.push(href as Route))
      }
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return null
}

/** Where the click goes within this window, or null when the browser should do what it always does. */
function softHref(event: MouseEvent): string | null {
  const isOwn = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  if (event.defaultPrevented || event.button !== 0 || isOwn || !(event.target instanceof Element)) {
    return null
  }
  return event.target.closest('a[data-soft]')?.getAttribute('href') ?? null
}
