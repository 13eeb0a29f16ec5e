import type { FormFieldKind } from '@/db/enums'
import {
  blankColumn,
  blankDefinition,
  blankField,
  type FormDefinition,
  type FormField,
  type ReportValues,
} from './states'

/** A field for a test; its key is given, its label the key unless told otherwise. */
export function field(key: string, kind: FormFieldKind, given: Partial<FormField> = {}): FormField {
  return { ...blankField(key, kind, key), ...given }
}

/** A definition for a test. */
export function definitionOf(...fields: FormField[]): FormDefinition {
  return { ...blankDefinition, fields }
}

/** One field of every kind that needs no roster. */
export function sampleDefinition(): FormDefinition {
  return definitionOf(
    field('f1', 'number', { label: '应到人数', unit: '人', min: '0', max: '500' }),
    field('f2', 'number', { label: '实到人数', unit: '人', min: '0', publishKey: '实到人数' }),
    field('f3', 'computed', {
      label: '到会率',
      expression: '实到人数 / 应到人数 * 100',
      decimals: 2,
    }),
    field('f4', 'text', { label: '主要做法', required: false }),
    field('f5', 'date', { label: '开展日期' }),
    field('f6', 'choice', { label: '形式', choices: ['集中学习', '现场实践'] }),
    field('f7', 'table', {
      label: '活动',
      required: false,
      columns: [
        { ...blankColumn('c1', '主题') },
        { ...blankColumn('c2', '人数'), kind: 'number' },
        { ...blankColumn('c3', '日期'), kind: 'date', required: false },
      ],
    }),
    field('f8', 'computed', { label: '人次', expression: 'sum(活动.人数)' }),
  )
}

/** Values that `sampleDefinition` accepts. */
export const sampleValues: ReportValues = {
  f1: '30',
  f2: '27',
  f4: '结合保供电开展',
  f5: '2026-09-10',
  f6: '集中学习',
  f7: [
    { c1: '第一次', c2: '20', c3: '2026-09-01' },
    { c1: '第二次', c2: '7' },
  ],
}
