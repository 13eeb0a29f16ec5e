'use server'

import { action } from '@/lib/action'
import { formatPeriod } from '@/lib/format'
import { openQuarter } from '@/lib/scorecard/quarter/open-quarter'
import { openQuarterInput } from '@/lib/scorecard/quarter/schema'

export const openQuarterAction = action(openQuarterInput, openQuarter, {
  words: (quarter) => `${formatPeriod(quarter.period)}已打开。`,
  redirectTo: (quarter) => `/scorecard/${quarter.id}/manage`,
})
