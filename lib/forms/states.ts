import type { FormFieldKind, FormVersionState } from '@/db/enums'

/** Columns of a repeating table. */
export const columnKinds = ['text', 'number', 'date', 'choice'] as const
export type ColumnKind = (typeof columnKinds)[number]

/** One column of a repeating table. */
export interface TableColumn {
  key: string
  label: string
  kind: ColumnKind
  required: boolean
  unit: string
  choices: string[]
  /** Most decimals of a number. */
  decimals: number
}

/** One thing a form asks for; what a kind does not use is empty. */
export interface FormField {
  key: string
  label: string
  kind: FormFieldKind
  required: boolean
  help: string
  unit: string
  /** Bounds of a number or a date as text; empty for none. */
  min: string
  max: string
  /** Most decimals of a number, exact decimals of a computed one. */
  decimals: number
  choices: string[]
  /** More than one choice. */
  multiple: boolean
  columns: TableColumn[]
  /** Formula of a computed field, over keys or labels of number fields and table columns. */
  expression: string
  /** Known fact it is filled from; empty for none. */
  knownKey: string
  /** Name under which an approved value can be used by other forms; empty for none. */
  publishKey: string
  /** Asked although the system knows it already, and why. */
  stillWanted: boolean
  stillWantedReason: string
}

export interface FormDefinition {
  format: 1
  /** One or two sentences above the fields. */
  intro: string
  /** Minutes of work for one branch, as its author estimates; null for an estimate from the fields. */
  minutes: number | null
  fields: FormField[]
}

/** A row of a repeating table: column key → text. */
export type TableRow = Record<string, string>
/** Text, number, day, one choice, a person or an organisation as a text; several choices or files as a list. */
export type FieldValue = string | string[] | TableRow[]
/** Field key → value; what is not filled in is absent. Numbers are decimal texts. */
export type ReportValues = Record<string, FieldValue>

/** A person or organisation that can be chosen: its id and its name. */
export interface NamedChoice {
  id: string
  label: string
}

export const maxFields = 60
export const maxColumns = 12
export const maxTableRows = 200
export const maxTextLength = 2_000

export const fieldKindLabels: Record<FormFieldKind, string> = {
  text: '文字',
  number: '数字',
  date: '日期',
  choice: '选项',
  person: '人员',
  organisation: '党组织',
  file: '附件',
  table: '多行表格',
  computed: '自动计算',
}

export const columnKindLabels: Record<ColumnKind, string> = {
  text: '文字',
  number: '数字',
  date: '日期',
  choice: '选项',
}

export const formVersionStateLabels: Record<FormVersionState, string> = {
  draft: '编辑中',
  frozen: '已下达，不再改动',
}

/** Kinds whose value is a number and can be added up. */
export function isNumeric(field: Pick<FormField, 'kind'>): boolean {
  return field.kind === 'number' || field.kind === 'computed'
}

/** Kinds that can be filled from a known fact or published as one. */
export function isPlain(field: Pick<FormField, 'kind'>): boolean {
  return ['text', 'number', 'date', 'choice', 'computed'].includes(field.kind)
}

/** A form as the builder begins it. */
export const blankDefinition: FormDefinition = { format: 1, intro: '', minutes: null, fields: [] }

/** A field as the builder begins it. */
export function blankField(key: string, kind: FormFieldKind, label = ''): FormField {
  return {
    ...{ key, label, kind, required: kind !== 'computed', help: '', unit: '', min: '', max: '' },
    ...{ decimals: 0, choices: [], multiple: false, columns: [], expression: '' },
    ...{ knownKey: '', publishKey: '', stillWanted: false, stillWantedReason: '' },
  }
}

/** A column as the builder begins it. */
export function blankColumn(key: string, label = ''): TableColumn {
  return { key, label, kind: 'text', required: true, unit: '', choices: [], decimals: 0 }
}

/** The first of `f1`, `f2`, … that is not taken. */
export function freeKey(prefix: string, taken: readonly string[]): string {
  let number = taken.length + 1
  while (taken.includes(`${prefix}${number}`)) {
    number += 1
  }
  return `${prefix}${number}`
}

/** How many decimals a number may have, as choices. */
export const decimalChoices = ['0', '1', '2', '3', '4', '6'].map((value) => ({
  value,
  label: value === '0' ? '整数' : `${value} 位小数`,
}))
