'use client'

import type { Route } from 'next'
import { useRouter } from 'next/navigation'
import { startTransition, useEffect } from 'react'

/**
 * Follows plain links marked `data-soft` without loading the page anew, as `next/link` would: one
 * listener for the document, so that a list of fifty rows renders fifty anchors and no components.
 * `data-soft="stay"` keeps the place on the page; outside a page that draws this, links are links.
 */
export function SoftLinks() {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = softLink(event)
      if (link) {
        event.preventDefault()
        const scroll = link.dataset.soft !== 'stay'
        startTransition(() => router.push(link.getAttribute('href') as Route, { scroll }))
      }
    }
    document.addEventListener('click', follow)
    return () => document.removeEventListener('click', follow)
  }, [router])
  return null
}

/** The link a click follows within this window; null when the browser should do what it always does. */
function softLink(event: MouseEvent): HTMLAnchorElement | null {
  const isOwn = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
  if (event.defaultPrevented || event.button !== 0 || isOwn || !(event.target instanceof Element)) {
    return null
  }
  return event.target.closest<HTMLAnchorElement>('a[data-soft]:not([href^="/api/"])')
}
