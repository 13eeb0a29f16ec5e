'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Fetches the page's data again while the window is visible. Seconds between. */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') {
        router.refresh()
      }
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [router, seconds])
  return null
}
