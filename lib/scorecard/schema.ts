import { z } from 'zod'

/** Address of the score pages; whatever is malformed falls away. */
export const scorecardQuery = z.object({
  period: z
    .string()
    .regex(/^20\d{2}Q[1-4]$/)
    .optional()
    .catch(undefined),
  organisation: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
})
