import { z } from 'zod'
import { compiledFilters } from './states'

/** Address of a 汇总表; anything unreadable falls back to the default. */
export const compiledAddress = z.object({
  node: z.uuid().optional().catch(undefined),
  show: z.enum(compiledFilters).catch('all'),
  from: z.coerce.number().int().min(0).max(100_000).catch(0),
})
