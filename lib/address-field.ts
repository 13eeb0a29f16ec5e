import { z } from 'zod'

// Fields of a page's address: whatever is unreadable falls away, an address never makes a failure.

/** A word to search for or to go on from; without the characters that no database text can hold. */
export function addressText(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .refine((text) => !/\p{Cc}/u.test(text))
    .optional()
    .catch(undefined)
}

const latestMs = Date.parse('9999-12-31T00:00:00Z')

/** Where a list ordered by time and id goes on: `<milliseconds>_<id>`. */
export const addressCursor = z
  .string()
  .regex(/^\d{1,15}_[0-9a-f-]{36}$/)
  .transform((text) => ({ at: new Date(Number(text.slice(0, -37))), id: text.slice(-36) }))
  .refine(({ at, id }) => at.getTime() <= latestMs && z.uuid().safeParse(id).success)
  .optional()
  .catch(undefined)

/** Where a list ordered by name and id goes on: `<name>_<id>`. */
export const addressName = z
  .string()
  .regex(/^[^\p{Cc}]{1,40}_[0-9a-f-]{36}$/u)
  .transform((text) => ({ name: text.slice(0, -37), id: text.slice(-36) }))
  .refine(({ id }) => z.uuid().safeParse(id).success)
  .optional()
  .catch(undefined)
