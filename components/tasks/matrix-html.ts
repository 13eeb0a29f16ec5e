import { type MatrixLetter, type MatrixRow, matrixWords } from '@/lib/tasks/states'

/** Rows that are laid out together. */
export const matrixGroupSize = 10

/** Rows of the matrix as one text, a line a row; read by `matrixGroups`. */
export function matrixText(rows: readonly MatrixRow[]): string {
  return rows.map((row) => row.map((word) => word.replace(/\s/g, ' ')).join('\t')).join('\n')
}

/**
 * The rows of a text by `matrixText` as markup, `matrixGroupSize` rows a piece. Written out, because
 * four thousand cells as elements of React are most of what the page costs the server and the browser.
 * Every word is escaped. Addresses are relative to `/tasks/…/matrix`.
 */
export function matrixGroups(text: string): { html: string; rows: number }[] {
  const lines = text === '' ? [] : text.split('\n')
  return Array.from({ length: Math.ceil(lines.length / matrixGroupSize) }, (_, at) => {
    const own = lines.slice(at * matrixGroupSize, (at + 1) * matrixGroupSize)
    return { html: own.map(rowHtml).join(''), rows: own.length }
  })
}

function rowHtml(line: string): string {
  const [id = '', name = '', ...cells] = escaped(line).split('\t')
  const href = `assignments/${id}`
  const rest = cells.map((cell, at) => {
    const letter = cell.charAt(0) as MatrixLetter
    const link = `href="${href}?node=${at + 1}" data-soft tabindex="-1" class="mx-${letter}"`
    return `<td><a ${link}>${matrixWords[letter]} ${cell.slice(1)}</a></td>`
  })
  return `<tr><th scope="row"><a href="${href}" data-soft>${name}</a></th>${rest.join('')}</tr>`
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? '')
}
