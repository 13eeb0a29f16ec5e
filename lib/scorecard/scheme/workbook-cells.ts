import { decimalOfCell } from '@/lib/forms/cell-text'
import { TableFault } from './json-node'
import { exactHundredths } from './marks'

/** What one cell of the workbook of a scheme says; each throws TableFault with the reason. */

/** Hundredths of a figure that must be there. */
export function figureIn(text: string): number {
  const figure = decimalOfCell(
    text
      .normalize('NFKC')
      .trim()
      .replace(/^'/, '')
      .replace(/[分%]$/, ''),
  )
  if (figure === '') {
    throw new TableFault('没有填写数字')
  }
  return exactHundredths(figure)
}

/** Hundredths of a figure, or null for an empty cell. */
export function figureOrNull(text: string): number | null {
  return text.trim() === '' ? null : figureIn(text)
}

/** A whole number of nothing or more. */
export function wholeIn(text: string): number {
  const bare = text.trim()
  if (!/^\d{1,6}$/.test(bare)) {
    throw new TableFault(`“${bare}”不是整数`)
  }
  return Number(bare)
}

/** 是 or 否; an empty cell is 否. */
export function yesIn(text: string): boolean {
  const bare = text.trim()
  if (!['', '是', '否'].includes(bare)) {
    throw new TableFault(`“${bare}”不是“是”或“否”`)
  }
  return bare === '是'
}

/** The key whose label a cell holds. */
export function labelled<K extends string>(labels: Record<K, string>, text: string): K {
  const bare = text.trim()
  const found = (Object.keys(labels) as K[]).find((key) => labels[key] === bare)
  if (found === undefined) {
    const known = Object.values<string>(labels).join('、')
    throw new TableFault(
      bare === '' ? `没有填写，应是${known}之一` : `“${bare}”不在可选的${known}之内`,
    )
  }
  return found
}

/** Several labels in one cell, separated by 、 or a comma. */
export function labelledList<K extends string>(labels: Record<K, string>, text: string): K[] {
  return text
    .split(/[、,，]/)
    .filter((one) => one.trim() !== '')
    .map((one) => labelled(labels, one))
}
