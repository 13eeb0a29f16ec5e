import { parseDecimal } from './decimal'
import type { Expression } from './expression'

/** A formula that cannot be read; the message is a sentence for its author. */
export class ExpressionError extends Error {
  override name = 'ExpressionError'
}

export const maxExpressionLength = 200
const maxDepth = 30
const token = /\s*(?:(\d+(?:\.\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|([-+*/().]))/uy

/**
 * Reads a formula such as `(应到 - 缺席) / 应到` or `sum(活动.人数) / count(活动)`. Full-width signs,
 * × and ÷ are understood. Nothing is ever executed.
 * @throws ExpressionError with a Chinese sentence
 */
export function parseExpression(source: string): Expression {
  if (source.length > maxExpressionLength) {
    throw new ExpressionError(`计算公式太长，请不超过 ${maxExpressionLength} 个字符`)
  }
  const reader = new Reader(tokensOf(source))
  const parsed = readSum(reader, 0)
  if (reader.peek() !== undefined) {
    throw new ExpressionError(`计算公式在“${reader.peek()}”处读不下去，请检查运算符和括号`)
  }
  return parsed
}

class Reader {
  #at = 0
  constructor(readonly tokens: readonly string[]) {}
  peek(): string | undefined {
    return this.tokens[this.#at]
  }
  next(): string | undefined {
    this.#at += 1
    return this.tokens[this.#at - 1]
  }
  expect(wanted: string): void {
    const found = this.next()
    if (found !== wanted) {
      throw new ExpressionError(
        `计算公式里${found ? `“${found}”前面` : '末尾'}少了“${wanted}”，请补上`,
      )
    }
  }
}

function tokensOf(source: string): string[] {
  const text = source.normalize('NFKC').replaceAll('×', '*').replaceAll('÷', '/').trim()
  const tokens: string[] = []
  token.lastIndex = 0
  while (token.lastIndex < text.length) {
    const at = token.lastIndex
    const match = token.exec(text)
    if (!match) {
      throw new ExpressionError(`计算公式里的“${text.slice(at).trim().slice(0, 6)}”读不懂`)
    }
    tokens.push(match[1] ?? match[2] ?? match[3] ?? '')
  }
  return tokens
}

function readSum(reader: Reader, depth: number): Expression {
  if (depth > maxDepth) {
    throw new ExpressionError('计算公式的括号套得太深，请简化')
  }
  let left = readProduct(reader, depth)
  for (let operator = reader.peek(); operator === '+' || operator === '-'; ) {
    reader.next()
    left = { kind: 'binary', operator, left, right: readProduct(reader, depth) }
    operator = reader.peek()
  }
  return left
}

function readProduct(reader: Reader, depth: number): Expression {
  let left = readFactor(reader, depth)
  for (let operator = reader.peek(); operator === '*' || operator === '/'; ) {
    reader.next()
    left = { kind: 'binary', operator, left, right: readFactor(reader, depth) }
    operator = reader.peek()
  }
  return left
}

function readFactor(reader: Reader, depth: number): Expression {
  const found = reader.next()
  if (found === undefined) {
    throw new ExpressionError('计算公式不完整，请检查末尾')
  }
  if (found === '-') {
    if (depth > maxDepth) {
      throw new ExpressionError('计算公式套得太深，请简化')
    }
    return { kind: 'negative', of: readFactor(reader, depth + 1) }
  }
  if (found === '(') {
    const inner = readSum(reader, depth + 1)
    reader.expect(')')
    return inner
  }
  const value = parseDecimal(found)
  if (value) {
    return { kind: 'number', value }
  }
  if (!/^[\p{L}_]/u.test(found)) {
    throw new ExpressionError(`计算公式里的“${found}”位置不对`)
  }
  return reader.peek() === '(' ? readCall(reader, found) : { kind: 'field', name: found }
}

function readCall(reader: Reader, name: string): Expression {
  const word = name.toLowerCase()
  if (word !== 'sum' && word !== 'count') {
    throw new ExpressionError(`没有“${name}”这个函数，可以用 sum(表.列) 和 count(表)`)
  }
  reader.expect('(')
  const table = reader.next() ?? ''
  if (word === 'count') {
    reader.expect(')')
    return { kind: 'count', table }
  }
  reader.expect('.')
  const column = reader.next() ?? ''
  reader.expect(')')
  return { kind: 'sum', table, column }
}
