import { columnKindLabels, type FormDefinition, type FormField, fieldKindLabels } from './states'

/** One line of what is different in a later version. */
export interface DefinitionChange {
  kind: 'added' | 'removed' | 'changed' | 'moved'
  label: string
  words: string
}

/** What changed between two versions of a form, field by field. */
export function diffDefinitions(before: FormDefinition, after: FormDefinition): DefinitionChange[] {
  const old = new Map(before.fields.map((field) => [field.key, field]))
  const kept = new Set(after.fields.map((field) => field.key))
  const removed = before.fields
    .filter((field) => !kept.has(field.key))
    .map(({ label }) => ({ kind: 'removed' as const, label, words: `删去“${label}”` }))
  const others = after.fields.flatMap((field): DefinitionChange[] => {
    const earlier = old.get(field.key)
    if (!earlier) {
      return [{ kind: 'added', label: field.label, words: `增加“${field.label}”` }]
    }
    const parts = changedParts(earlier, field)
    return parts.length > 0
      ? [{ kind: 'changed', label: field.label, words: `“${field.label}”：${parts.join('，')}` }]
      : []
  })
  return [...removed, ...others, ...movedFields(before, after)]
}

function movedFields(before: FormDefinition, after: FormDefinition): DefinitionChange[] {
  const common = (one: FormDefinition, other: FormDefinition) => {
    const keys = new Set(other.fields.map((field) => field.key))
    return one.fields.map((field) => field.key).filter((key) => keys.has(key))
  }
  const isSame = common(before, after).join() === common(after, before).join()
  return isSame ? [] : [{ kind: 'moved', label: '', words: '调整了顺序' }]
}

const plainParts: [keyof FormField, string][] = [
  ['help', '说明'],
  ['unit', '单位'],
  ['min', '最小值'],
  ['max', '最大值'],
  ['decimals', '小数位'],
  ['expression', '计算公式'],
  ['multiple', '可选多个'],
  ['knownKey', '自动带出'],
  ['publishKey', '留作已知数据'],
]

function changedParts(before: FormField, after: FormField): string[] {
  const parts: string[] = []
  if (before.label !== after.label) {
    parts.push(`名称由“${before.label}”改为“${after.label}”`)
  }
  if (before.kind !== after.kind) {
    parts.push(`类型由${fieldKindLabels[before.kind]}改为${fieldKindLabels[after.kind]}`)
  }
  if (before.required !== after.required) {
    parts.push(after.required ? '改为必填' : '改为选填')
  }
  for (const [key, words] of plainParts) {
    if (before[key] !== after[key]) {
      parts.push(`${words}有改动`)
    }
  }
  if (before.choices.join('\n') !== after.choices.join('\n')) {
    parts.push('选项有改动')
  }
  if (columnsOf(before) !== columnsOf(after)) {
    parts.push('表格的列有改动')
  }
  return parts
}

function columnsOf(field: FormField): string {
  return JSON.stringify(
    field.columns.map((column) => ({ ...column, kind: columnKindLabels[column.kind] })),
  )
}
