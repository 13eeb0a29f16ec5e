import { z } from 'zod'
import { addressCursor, addressText } from '@/lib/address-field'

/** What the supervision view lists. */
export const supervisionShows = [
  'all',
  'unaccepted',
  'late',
  'behind',
  'soon',
  'submitted',
  'paused',
] as const
export type SupervisionShow = (typeof supervisionShows)[number]

const id = z.uuid().optional().catch(undefined)

/** The filters of the supervision view as they stand in its address. */
export const supervisionAddress = z.object({
  show: z.enum(supervisionShows).catch('all'),
  by: z.enum(['copy', 'branch', 'reviewer']).catch('copy'),
  task: id,
  /** A 党组织, or with `under` everything under a 党总支. */
  branch: id,
  under: id,
  q: addressText(50),
  after: addressCursor,
})

/** The same filter from the hidden fields of a form. */
export const supervisionFilter = supervisionAddress.omit({ by: true, after: true })
export type SupervisionFilter = z.output<typeof supervisionFilter>

/** 催办 of everything a filter lists, as many as were seen. */
export const urgeFilteredInput = supervisionFilter.extend({
  words: z.string().trim().max(100, '催办内容不超过 100 字').optional(),
})
export type UrgeFilteredInput = z.output<typeof urgeFilteredInput>
