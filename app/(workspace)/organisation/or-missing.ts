import { notFound } from 'next/navigation'
import { DomainError } from '@/lib/errors'

/** What a page reads, or the page that says it is not there. */
export async function orMissing<T>(reading: Promise<T>): Promise<T> {
  return reading.catch((error: unknown) => {
    if (error instanceof DomainError && error.code === 'not_found') {
      notFound()
    }
    throw error
  })
}
