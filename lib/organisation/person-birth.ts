import { invalid } from '@/lib/errors'
import type { Day } from '@/lib/period'
import { addYears, earliestDay } from './roster/read-date'

/**
 * Refuses a date of birth by which nobody is of age on a day: members are 18 or older.
 * @param bornOn to the precision known, `1960-07` or `1960-07-14`
 * @throws DomainError invalid
 */
export function assertBornBefore(bornOn: string, day: Day): void {
  if (earliestDay(addYears(bornOn, 18)) > day) {
    throw invalid('按出生年月算还未满 18 岁，请核对年份。填写的内容还在。', {
      bornOn: '按此计算未满 18 岁',
    })
  }
}
