import { z } from 'zod'
import { memberKinds } from '@/db/enums'
import { normalisePhone } from '@/lib/phone'
import { basis, day, flag, id } from './inputs'
import { normaliseEmployeeNumber, normaliseName } from './person-patterns'
import { readDate } from './roster/read-date'

/* What the forms about one person send. */

/** A text that is kept in one spelling; `read` gives null when it is none. */
const spelt = (missing: string, wrong: string, read: (text: string) => string | null) =>
  z.string(missing).transform((text, context) => {
    const value = read(text)
    if (value === null) {
      context.addIssue({ code: 'custom', message: wrong })
      return z.NEVER
    }
    return value
  })

const name = spelt('请填写姓名', '只写姓名，2 至 40 个字', normaliseName)
const employeeNumber = spelt(
  '请填写工号',
  '工号只用字母、数字、连字符，不超过 32 个',
  normaliseEmployeeNumber,
)
const phone = spelt('请填写手机号', '请填写 11 位手机号', normalisePhone)
const bornOn = spelt(
  '请填写出生年月',
  '请按 1960-07 或 1960-07-14 填写',
  (text) => readDate({ text, kind: 'text' }).value ?? null,
)
const ethnicity = z
  .string('请填写民族，例如 汉族')
  .trim()
  .regex(/^\p{Script=Han}{1,20}$/u, '请用汉字填写民族，例如 汉族')

export const changeMemberKindInput = z.object({ personId: id, on: day, basis })
/** `on` is the day of the 支部大会. */
export const extendProbationInput = z.object({
  personId: id,
  on: day,
  /** When the 预备期 would have ended. */
  endsOn: day,
  until: day,
  basis,
})
export const cancelProbationInput = z.object({ personId: id, on: day, basis })

export const addPersonInput = z.object({
  organisationId: id,
  groupId: id.optional(),
  name,
  sex: z.enum(['male', 'female'], '请选择性别'),
  ethnicity,
  bornOn,
  employeeNumber: employeeNumber.optional(),
  phone: phone.optional(),
  memberKind: z.enum(memberKinds, '请选择党员类别'),
  on: day,
  basis,
})

const newPhone = {
  /** A new number; absent leaves the present one. */
  phone: phone.optional(),
  /** The number is not this person's any more and no other is known. */
  isPhoneRemoved: flag,
}
const isOneWish = (input: { phone?: string; isPhoneRemoved?: boolean }) =>
  !(input.isPhoneRemoved && input.phone)
const twoWishes = {
  path: ['isPhoneRemoved'],
  message: '填写了新号码就不用再选“清除”，请去掉一处',
}

/** The form shows what is kept, so a field left empty is cleared; only the number is not shown. */
export const correctPersonInput = z
  .object({
    personId: id,
    name,
    employeeNumber: employeeNumber.optional(),
    ethnicity: ethnicity.optional(),
    bornOn: bornOn.optional(),
    ...newPhone,
  })
  .refine(isOneWish, twoWishes)

/** Phone and employee number of an officer; the number kept is shown, so an empty field clears it. */
export const correctNumbersInput = z
  .object({ personId: id, employeeNumber: employeeNumber.optional(), ...newPhone })
  .refine(isOneWish, twoWishes)

export type ChangeMemberKindInput = z.output<typeof changeMemberKindInput>
export type ExtendProbationInput = z.output<typeof extendProbationInput>
export type CancelProbationInput = z.output<typeof cancelProbationInput>
export type AddPersonInput = z.output<typeof addPersonInput>
export type CorrectPersonInput = z.output<typeof correctPersonInput>
export type CorrectNumbersInput = z.output<typeof correctNumbersInput>
