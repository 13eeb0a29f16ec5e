import type { MeetingPack } from '@/lib/review/pack-schema'

/** What the projector can show, in order: last decisions, one page a branch, this meeting's decisions. */
export type Slide =
  | { kind: 'opening'; page: number; pages: number }
  | { kind: 'branch'; index: number }
  | { kind: 'closing'; page: number; pages: number }

/** Rows that fit under a title. */
export const rowsOnPage = 5

/** How many pages so many rows make; one where there are none. */
export function pagesOf(rows: number, onPage = rowsOnPage): number {
  return Math.max(1, Math.ceil(rows / onPage))
}

/** Every slide of a meeting. The last ones grow with what is decided. */
export function slidesOf(
  pack: Pick<MeetingPack, 'branches' | 'earlier'>,
  decided: number,
): Slide[] {
  const list = (kind: 'opening' | 'closing', rows: number): Slide[] => {
    const pages = pagesOf(rows)
    return Array.from({ length: pages }, (_, page) => ({ kind, page, pages }))
  }
  return [
    ...list('opening', pack.earlier.decisions.length),
    ...pack.branches.map((_, index): Slide => ({ kind: 'branch', index })),
    ...list('closing', decided),
  ]
}

/** Position of a branch by its number on the agenda, or null when there is no such number. */
export function slideOfNumber(slides: readonly Slide[], number: number): number | null {
  const at = slides.findIndex((one) => one.kind === 'branch' && one.index === number - 1)
  return at === -1 ? null : at
}
