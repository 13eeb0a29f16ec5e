import { z } from 'zod'
import { assignmentStates, taskStates } from '@/db/enums'
import { addressCursor, addressText } from '@/lib/address-field'
import type { Cursor } from './board-queries'
import { matrixShows } from './states'

/** Filters as they stand in the address; anything unreadable falls back to the default. */

const search = addressText(50)

export const boardAddress = z.object({
  by: z.enum(['task', 'branch']).catch('task'),
  state: z.enum(taskStates).catch('dispatched'),
  q: search,
  after: addressCursor,
  from: addressText(80),
})

export type BoardAddress = z.output<typeof boardAddress>

export const taskAddress = z.object({
  show: z.enum(['all', 'late', ...assignmentStates]).catch('all'),
  q: search,
  after: addressCursor,
  open: z.uuid().optional().catch(undefined),
})

/** The node an assignment's page stands at: its position. */
export const assignmentAddress = z.object({
  node: z
    .string()
    .regex(/^[1-9]\d?$/)
    .optional()
    .catch(undefined),
})

export const matrixAddress = z.object({ show: z.enum(matrixShows).catch('all') })

/** 待办: where the list of what waits for review goes on. */
export const todoAddress = z.object({ reviewsAfter: addressCursor })

/** A choice of 补充下达 by the key of its request: to look at its effect, or to change it. */
export const supplementAddress = z.object({
  look: z.uuid().optional().catch(undefined),
  change: z.uuid().optional().catch(undefined),
})

export const branchAddress = z.object({
  show: z.enum(['open', 'all']).catch('open'),
  after: addressCursor,
})

/** A cursor as one word for the address. */
export function cursorText({ at, id }: Cursor): string {
  return `${at.getTime()}_${id}`
}

/** A path with these search parameters, empty ones left out. */
export function addressOf(path: string, parameters: Record<string, string | undefined>): string {
  const search = new URLSearchParams(
    Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  return search.size > 0 ? `${path}?${search}` : path
}
