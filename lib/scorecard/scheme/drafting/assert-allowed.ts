import { invalid, notFound } from '@/lib/errors'
import { prohibitedIn } from '../find-prohibited'
import type { Indicator, SchemeDocument } from '../schema'
import { findIndicator } from '../tree-edit'

/**
 * Refuses an indicator or rule that scores what must not be scored, with the clause that forbids it.
 * @throws DomainError invalid
 */
export function assertAllowed(indicator: Indicator): void {
  const [found] = prohibitedIn({ name: '', indicators: [indicator] })
  if (found) {
    throw invalid(`没有保存：${found.sentence}依据：${found.clause}。`, {
      [indicator.rules.length > 0 ? 'words' : 'name']: found.sentence,
    })
  }
}

/** @throws DomainError not_found when a draft has no indicator of this key (any more) */
export function known(document: SchemeDocument, key: string): Indicator {
  const found = findIndicator(document, key)
  if (!found) {
    throw notFound('指标')
  }
  return found
}
