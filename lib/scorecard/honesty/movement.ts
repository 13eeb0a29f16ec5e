/** Totals of one branch along the way from the last quarter to this one, in hundredths. */
export interface MovementTotals {
  /** Last quarter as it stands: its rules, its data, its rulings. */
  before: number
  /** Last quarter's rules on this quarter's data, without rulings. */
  sameRules: number
  /** This quarter's rules on this quarter's data, without rulings. */
  newRules: number
  /** This quarter as it stands. */
  now: number
}

/** What moved a total; the three parts make exactly the difference. */
export interface Movement {
  dataHundredths: number
  ruleHundredths: number
  appealHundredths: number
  allHundredths: number
}

/**
 * Movement since the last quarter, split in this order: first the data under the rules of before,
 * then the change of rules, then rulings (申诉 and 更正) of this quarter.
 * @throws Error for an amount that is not a whole number of hundredths
 */
export function splitMovement({ before, sameRules, newRules, now }: MovementTotals): Movement {
  for (const total of [before, sameRules, newRules, now]) {
    if (!Number.isSafeInteger(total)) {
      throw new Error(`Not an integer number of hundredths: ${total}`)
    }
  }
  return {
    dataHundredths: sameRules - before,
    ruleHundredths: newRules - sameRules,
    appealHundredths: now - newRules,
    allHundredths: now - before,
  }
}
