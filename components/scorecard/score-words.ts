import type { OrganisationClass } from '@/db/enums'
import { formatPoints } from '@/lib/format'
import type { BoardClass } from '@/lib/scorecard/board/schema'
import { classLabels } from '@/lib/scorecard/scheme/states'

/** `Ⅱ类`; what has no class is 不分类. */
export function classWords(given: BoardClass | OrganisationClass | null): string {
  return given === null || given === 'none' ? '不分类' : classLabels[given]
}

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** 一, 十二, 二十: of a band. */
export function chineseNumber(number: number): string {
  if (number > 99) {
    return String(number)
  }
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const head = tens === 0 ? '' : `${tens === 1 ? '' : digits[tens]}十`
  return `${head}${digits[ones]}`
}

/** ▲ 1.10, ▼ 0.70, — 0.00: the shape says it as well as the sign. */
export function movementWords(hundredths: number): string {
  const shape = hundredths > 0 ? '▲' : hundredths < 0 ? '▼' : '—'
  return `${shape} ${formatPoints(Math.abs(hundredths))}`
}
