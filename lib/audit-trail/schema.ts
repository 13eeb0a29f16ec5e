import { z } from 'zod'
import { addressText } from '@/lib/address-field'

const text = addressText(60)

/** Address of the audit page; whatever is malformed falls away. */
export const auditQuery = z.object({
  person: text,
  action: text,
  subject: text,
  day: z.iso.date().optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
  verify: z.literal('1').optional().catch(undefined),
})
export type AuditQuery = z.output<typeof auditQuery>
