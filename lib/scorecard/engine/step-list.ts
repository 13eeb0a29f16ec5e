import { integer } from './amounts'
import type { FoldLine } from './fold-line'

/** One line of the reckoning; `totalHundredths` is the sum after it. */
export interface FoldStep<L extends FoldLine = FoldLine> {
  /** `treatment`: marks given whole or not at all; `scale` only in the last step of the whole. */
  kind: 'base' | 'entry' | 'rule_cap' | 'child' | 'treatment' | 'zero' | 'floor' | 'cap' | 'scale'
  amountHundredths: number
  totalHundredths: number
  /** Of `entry` and `zero`. */
  line: L | null
  /** Of `entry`, `zero` and `rule_cap`. */
  ruleKey: string | null
  /** Of `child`: the indicator below. */
  childKey: string | null
}

/** Steps written one after another; each knows the sum before it. */
export class Steps<L extends FoldLine> {
  readonly list: FoldStep<L>[] = []
  total = 0

  /** A step by this amount. */
  add(
    kind: FoldStep<L>['kind'],
    amountHundredths: number,
    about: Partial<Pick<FoldStep<L>, 'line' | 'ruleKey' | 'childKey'>> = {},
  ): void {
    const amount = integer(amountHundredths)
    this.total = integer(this.total + amount)
    const rest = { line: null, ruleKey: null, childKey: null, ...about }
    this.list.push({ kind, amountHundredths: amount, totalHundredths: this.total, ...rest })
  }

  /** A step to this total, if it is not there already. */
  moveTo(kind: FoldStep<L>['kind'], total: number): void {
    if (total !== this.total) {
      this.add(kind, total - this.total)
    }
  }
}
