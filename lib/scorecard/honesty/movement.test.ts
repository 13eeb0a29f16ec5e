import { expect, test } from 'vitest'
import { splitMovement } from './states'

test('data, rule and appeal make exactly the difference', () => {
  const split = splitMovement({ before: 8_755, sameRules: 9_010, newRules: 8_890, now: 8_940 })
  expect(split).toEqual({
    dataHundredths: 255,
    ruleHundredths: -120,
    appealHundredths: 50,
    allHundredths: 185,
  })
  expect(split.dataHundredths + split.ruleHundredths + split.appealHundredths).toBe(
    split.allHundredths,
  )
})

test('a part of a hundredth is refused', () => {
  expect(() => splitMovement({ before: 1, sameRules: 1.5, newRules: 2, now: 2 })).toThrow('1.5')
})
