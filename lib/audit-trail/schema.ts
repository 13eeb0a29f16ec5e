import { z } from 'zod'

const text = z.string().trim().min(1).max(60).optional().catch(undefined)

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
