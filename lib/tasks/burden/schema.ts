import { z } from 'zod'
import { addressText } from '@/lib/address-field'

/** Filters of the account as they stand in the address; what is unreadable falls away. */
export const burdenAddress = z.object({
  month: z
    .string()
    .regex(/^20\d{2}M(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  by: z.enum(['department', 'branch']).optional().catch(undefined),
  /** One organisation: what it alone was asked for. */
  organisation: z.uuid().optional().catch(undefined),
  q: addressText(50),
  page: z.coerce.number().int().min(1).max(1_000).catch(1),
})
export type BurdenAddress = z.output<typeof burdenAddress>
