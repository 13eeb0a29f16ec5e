import { forbidden, notFound } from 'next/navigation'
import { z } from 'zod'
import { DomainError } from './errors'

/**
 * What a page reads; a refusal becomes the page that says so (404, 403) and not the page of a
 * failure. Everything a page loads by an id from its address goes through here.
 */
export async function forPage<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') {
      notFound()
    }
    if (error instanceof DomainError && error.code === 'forbidden') {
      forbidden()
    }
    throw error
  }
}

/** An id from a page's address; an address that cannot be one is a page that does not exist. */
export function pageId(given: string): string {
  return z.uuid().safeParse(given).success ? given : notFound()
}
