import { addDecimals, type Decimal, divideDecimals, multiplyDecimals, negate } from './decimal'

/** A parsed 计算项: numbers, fields, sums and counts of tables, joined by + - * / and brackets. */
export type Expression =
  | { kind: 'number'; value: Decimal }
  | { kind: 'field'; name: string }
  | { kind: 'sum'; table: string; column: string }
  | { kind: 'count'; table: string }
  | { kind: 'negative'; of: Expression }
  | { kind: 'binary'; operator: Operator; left: Expression; right: Expression }

type Operator = '+' | '-' | '*' | '/'

/** Where the values of an expression come from; null is a value that is not there. */
export interface ExpressionValues {
  field: (name: string) => Decimal | null
  sum: (table: string, column: string) => Decimal | null
  count: (table: string) => Decimal | null
}

/** The value of an expression; null when a value is missing or something is divided by zero. */
export function evaluate(expression: Expression, values: ExpressionValues): Decimal | null {
  switch (expression.kind) {
    case 'number':
      return expression.value
    case 'field':
      return values.field(expression.name)
    case 'sum':
      return values.sum(expression.table, expression.column)
    case 'count':
      return values.count(expression.table)
    case 'negative': {
      const value = evaluate(expression.of, values)
      return value && negate(value)
    }
    case 'binary': {
      const left = evaluate(expression.left, values)
      const right = evaluate(expression.right, values)
      return left && right && apply(expression.operator, left, right)
    }
  }
}

/** Every field, and every table with its column (null for a count), that an expression names. */
export function namesIn(expression: Expression): { name: string; column?: string | null }[] {
  switch (expression.kind) {
    case 'number':
      return []
    case 'field':
      return [{ name: expression.name }]
    case 'sum':
      return [{ name: expression.table, column: expression.column }]
    case 'count':
      return [{ name: expression.table, column: null }]
    case 'negative':
      return namesIn(expression.of)
    case 'binary':
      return [...namesIn(expression.left), ...namesIn(expression.right)]
  }
}

function apply(operator: Operator, left: Decimal, right: Decimal): Decimal | null {
  switch (operator) {
    case '+':
      return addDecimals(left, right)
    case '-':
      return addDecimals(left, negate(right))
    case '*':
      return multiplyDecimals(left, right)
    case '/':
      return divideDecimals(left, right)
  }
}
