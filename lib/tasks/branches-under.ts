import type { Recipients } from './resolve-recipients'

/**
 * The choice of recipients as it is kept with a dispatched task: with how many branches each 党总支 was
 * to break it down to, by its id, so that progress is measured by branches before it does.
 */
export function keptRecipients(choice: object, { under }: Pick<Recipients, 'under'>): object {
  const counts = [...under].map(([id, branches]) => [id, branches.length] as const)
  return counts.length > 0 ? { ...choice, branchesUnder: Object.fromEntries(counts) } : choice
}
