import type { Day } from '@/lib/period'

/** The present of a test unless it says otherwise: a Tuesday morning in Shanghai. */
export const testNow = new Date('2026-09-15T10:00:00+08:00')
/** Since when everything a factory makes has held, unless told otherwise. */
export const testSince: Day = '2020-01-01'
