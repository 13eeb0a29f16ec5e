import type { Worlds } from '../database'
import type { Figure } from '../figure'

export interface Bench {
  /** 1 is the full size. */
  scale: number
  worlds: Worlds
  /** A line about what is going on; goes to stderr. */
  say: (line: string) => void
}

/** Measures something and returns its figures. */
export type Case = (bench: Bench) => Promise<Figure[]>
