import { compareDecimals, parseDecimal } from './decimal'
import { namesIn } from './expression'
import { fieldCalled, tableColumnCalled } from './expression-names'
import { ExpressionError, parseExpression } from './read-expression'
import { refusalOf } from './refused-words'
import { type FormDefinition, type FormField, isNumeric, isPlain, type TableColumn } from './states'

/** Path into the definition (`name`, `fields.2.label`, `fields.2.columns.0.label`) → sentence. */
export type DefinitionFaults = Record<string, string>

/**
 * What is wrong with a form as its author must put it right; empty when nothing is. The shape has
 * been checked by the schema.
 */
export function definitionFaults(name: string, definition: FormDefinition): DefinitionFaults {
  const faults: DefinitionFaults = {}
  const note = (path: string, words: string | null | undefined | false) => {
    if (words && !(path in faults)) {
      faults[path] = words
    }
  }
  note('name', refusalOf(name))
  note('intro', refusalOf(definition.intro))
  note('fields', definition.fields.length === 0 && '至少要有一项填报内容')
  const keys = definition.fields.map((field) => field.key)
  note('fields', new Set(keys).size !== keys.length && '页面已过期，请刷新后再试')
  const labels = definition.fields.map((field) => field.label)
  definition.fields.forEach((field, index) => {
    const at = `fields.${index}`
    note(`${at}.label`, labelFault(field.label, labels))
    for (const [path, text] of wordsOf(field, at)) {
      note(path, refusalOf(text))
    }
    for (const [path, words] of kindFaults(field, definition, at)) {
      note(path, words)
    }
    note(`${at}.publishKey`, publishFault(field, definition))
  })
  return faults
}

/** Whether a table has a column that is not like what it takes; used for each column in turn. */
function columnFaults(columns: readonly TableColumn[], at: string): [string, string][] {
  const labels = columns.map((column) => column.label)
  return columns.flatMap((column, index) => {
    const path = `${at}.columns.${index}`
    const label = labelFault(column.label, labels)
    const choices = column.kind === 'choice' ? choiceFault(column.choices) : null
    const refused = [column.label, column.unit, ...column.choices].map(refusalOf).find(Boolean)
    return [
      ...(refused ? [[`${path}.label`, refused] as [string, string]] : []),
      ...(label ? [[`${path}.label`, label] as [string, string]] : []),
      ...(choices ? [[`${path}.choices`, choices] as [string, string]] : []),
    ]
  })
}

function kindFaults(field: FormField, definition: FormDefinition, at: string): [string, string][] {
  const faults: [string, string | null][] = []
  if (field.kind === 'number' || field.kind === 'date') {
    faults.push([`${at}.min`, boundFault(field, field.min)])
    faults.push([`${at}.max`, boundFault(field, field.max) ?? orderFault(field)])
  }
  if (field.kind === 'choice') {
    faults.push([`${at}.choices`, choiceFault(field.choices)])
  }
  if (field.kind === 'table') {
    const empty = field.columns.length === 0 ? '表格至少要有一列' : null
    faults.push([`${at}.columns`, empty], ...columnFaults(field.columns, at))
  }
  if (field.kind === 'computed') {
    faults.push([`${at}.expression`, expressionFault(field, definition)])
  }
  if (field.knownKey && !isPlain(field)) {
    faults.push([`${at}.knownKey`, '这一类内容不能自动带出，请取消'])
  }
  if (field.stillWanted && field.stillWantedReason.length < 4) {
    faults.push([`${at}.stillWantedReason`, '请写明为什么还要填，至少 4 个字'])
  }
  return faults.filter((fault): fault is [string, string] => fault[1] !== null)
}

function labelFault(label: string, labels: readonly string[]): string | null {
  if (label === '') {
    return '请填写名称'
  }
  return labels.filter((other) => other === label).length > 1
    ? `有两项都叫“${label}”，请改成不同的名称`
    : null
}

function choiceFault(choices: readonly string[]): string | null {
  const given = choices.filter((choice) => choice !== '')
  if (given.length < 2) {
    return '至少要有 2 个选项，一行一个'
  }
  return new Set(given).size === given.length ? null : '选项有重复，请去掉重复的'
}

function boundFault(field: FormField, bound: string): string | null {
  if (bound === '') {
    return null
  }
  return field.kind === 'number'
    ? parseDecimal(bound)
      ? null
      : '请填写数字，例如 0 或 99.5'
    : /^\d{4}-\d{2}-\d{2}$/.test(bound)
      ? null
      : '请按“年-月-日”填写日期'
}

function orderFault(field: FormField): string | null {
  if (field.min === '' || field.max === '' || boundFault(field, field.min)) {
    return null
  }
  const [low, high] = [parseDecimal(field.min), parseDecimal(field.max)]
  const isOver =
    field.kind === 'number'
      ? low !== null && high !== null && compareDecimals(low, high) > 0
      : field.min > field.max
  return isOver ? '最大值小于最小值，请调整' : null
}

function expressionFault(field: FormField, definition: FormDefinition): string | null {
  if (field.expression === '') {
    return '请填写计算公式，例如：实到人数 / 应到人数'
  }
  try {
    for (const { name, column } of namesIn(parseExpression(field.expression))) {
      const fault = nameFault(definition, name, column)
      if (fault) {
        return fault
      }
    }
    return null
  } catch (error) {
    if (error instanceof ExpressionError) {
      return error.message
    }
    throw error
  }
}

function nameFault(definition: FormDefinition, name: string, column: string | null | undefined) {
  const field = fieldCalled(definition, name)
  if (!field) {
    return `计算公式里的“${name}”不在这张表里，请用已有的项目名称`
  }
  if (column === undefined) {
    return field.kind === 'number' ? null : `“${name}”不是数字，不能参加计算`
  }
  if (field.kind !== 'table') {
    return `“${name}”不是多行表格，sum 和 count 只用于多行表格`
  }
  const found = column === null ? null : tableColumnCalled(field, column)
  return column === null || found?.kind === 'number' ? null : `“${name}”里没有叫“${column}”的数字列`
}

function publishFault(field: FormField, definition: FormDefinition): string | null {
  if (field.publishKey === '') {
    return null
  }
  if (!isPlain(field) || field.multiple) {
    return '这一类内容不能留作已知数据，请取消'
  }
  if (/[:\s]/.test(field.publishKey)) {
    return '名称里不要有空格和冒号'
  }
  const same = definition.fields.filter((other) => other.publishKey === field.publishKey)
  return same.length > 1 ? '两项留作同一个已知数据，请改成不同的名称' : null
}

function wordsOf(field: FormField, at: string): [string, string][] {
  const numeric = isNumeric(field) ? [] : field.choices
  return [
    [`${at}.label`, field.label],
    [`${at}.help`, field.help],
    [`${at}.unit`, field.unit],
    [`${at}.publishKey`, field.publishKey],
    ...numeric.map((choice): [string, string] => [`${at}.choices`, choice]),
  ]
}
