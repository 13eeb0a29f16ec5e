import { z } from 'zod'
import { formFieldKinds } from '@/db/enums'
import { maxExpressionLength } from './read-expression'
import { columnKinds, type FormDefinition, maxColumns, maxFields } from './states'

const id = z.uuid('页面已过期，请刷新后再试')
const key = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, '页面已过期，请刷新后再试')
const words = (length: number) => z.string().trim().max(length).default('')
const choices = z.array(z.string().trim().max(60)).max(60).default([])

const tableColumn = z.object({
  key,
  label: words(30),
  kind: z.enum(columnKinds),
  required: z.boolean().default(false),
  unit: words(10),
  choices,
  decimals: z.int().min(0).max(6).default(0),
})

const formField = z.object({
  key,
  label: words(60),
  kind: z.enum(formFieldKinds),
  required: z.boolean().default(false),
  help: words(200),
  unit: words(10),
  min: words(30),
  max: words(30),
  decimals: z.int().min(0).max(6).default(0),
  choices,
  multiple: z.boolean().default(false),
  columns: z.array(tableColumn).max(maxColumns).default([]),
  expression: words(maxExpressionLength),
  knownKey: words(80),
  publishKey: words(30),
  stillWanted: z.boolean().default(false),
  stillWantedReason: words(200),
})

/** The shape of `form_versions.definition`; what it must mean is checked by `definitionFaults`. */
export const formDefinition: z.ZodType<FormDefinition> = z.object({
  format: z.literal(1),
  intro: words(500),
  minutes: z
    .int('请填写整数分钟')
    .min(1, '至少 1 分钟')
    .max(10_000, '预计用时过长，请精简')
    .nullable()
    .default(null),
  fields: z.array(formField).max(maxFields, `一张表最多 ${maxFields} 项`),
})

/** The definition as the builder's form carries it. */
const definitionText = z.string('页面已过期，请刷新后再试').max(300_000, '表单内容过长')

export const saveFormInput = z.object({
  /** Made with the empty form, so that sending it twice makes one form. */
  formId: id,
  /** The version and its revision that the form was made from; both 0 for a new one. */
  version: z.coerce.number('页面已过期，请刷新后再试').int().min(0),
  revision: z.coerce.number('页面已过期，请刷新后再试').int().min(0),
  name: z.string('请填写表名').trim().min(2, '表名至少 2 个字').max(60, '表名不超过 60 个字'),
  definition: definitionText,
})
export type SaveFormInput = z.output<typeof saveFormInput>

export const formInput = z.object({ formId: id })
/** The new form's id is made with the button, so that pressing twice makes one copy. */
export const copyFormInput = z.object({ formId: id, newFormId: id })
export type CopyFormInput = z.output<typeof copyFormInput>

export const setLayoutInput = z.object({
  versionId: id,
  /** The uploaded workbook; the last one of several. Empty takes the layout away. */
  fileIds: z.array(id).default([]),
})
export type SetLayoutInput = z.output<typeof setLayoutInput>

const fieldValue = z.union([
  z.string().max(4_000),
  z.array(z.string().max(200)).max(60),
  z.array(z.record(z.string().max(40), z.string().max(4_000))).max(500),
])

/** What somebody filled in, before it is held against its form. */
export const reportValuesInput = z.record(z.string().max(40), fieldValue)

/** The same as the JSON text of a hidden field. */
export const reportValuesText = z
  .string()
  .max(400_000, '填写的内容太长，没有提交，内容还在')
  .transform((text, ctx) => {
    const parsed = reportValuesInput.safeParse(jsonOrNull(text))
    if (parsed.success) {
      return parsed.data
    }
    ctx.addIssue({ code: 'custom', message: '填报内容不完整，没有提交，请刷新页面后再试' })
    return z.NEVER
  })

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Address of /forms. */
export const formsAddress = z.object({
  q: z.string().trim().max(60).optional().catch(undefined),
  show: z.enum(['active', 'archived']).catch('active'),
  after: z.uuid().optional().catch(undefined),
})
