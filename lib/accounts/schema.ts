import { z } from 'zod'
import { roleKinds } from '@/db/enums'
import { addressText } from '@/lib/address-field'
import { normaliseSetupCode } from './setup-code-format'

const id = z.uuid('页面已过期，请刷新后再试')
const employeeNumber = z
  .string('请填写工号')
  .transform((text) => text.normalize('NFKC').trim())
  .pipe(z.string().min(1, '请填写工号').max(40, '工号太长，请核对'))
const secret = (words: string) => z.string(words).min(1, words).max(200, '密码太长，请核对')
const digits = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

/** A path of ours to come back to after signing in; anything else is ignored. */
const from = z
  .string()
  .max(500)
  .optional()
  .catch(undefined)
  .transform((path) => (path && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : undefined))

export const passwordSignInInput = z.object({
  employeeNumber,
  password: secret('请填写密码'),
  from,
})

const phone = z
  .string('请填写手机号')
  .transform(digits)
  .pipe(
    z
      .string()
      .regex(/^(\+?86|0086)?1[3-9]\d{9}$/, '请填写 11 位手机号')
      .transform((text) => text.slice(-11)),
  )

/** One form with two buttons: send a code (`send`), or sign in with it (`enter`). */
export const smsSignInInput = z
  .object({
    intent: z.enum(['send', 'enter']).catch('enter'),
    phone,
    code: z.string().transform(digits).optional(),
    from,
  })
  .refine(({ intent, code }) => intent === 'send' || code, {
    path: ['code'],
    message: '请填写短信里的 6 位数字；还没有收到的，请先获取验证码',
  })
  .refine(({ intent, code }) => intent === 'send' || !code || /^\d{6}$/.test(code), {
    path: ['code'],
    message: '验证码是 6 位数字',
  })

export const choosePersonInput = z.object({ personId: z.uuid('请选择您是哪一位'), from })

const newPassword = {
  password: secret('请填写新密码'),
  passwordAgain: secret('请再填一遍新密码'),
}
const sameTwice = (value: { password: string; passwordAgain: string }) =>
  value.password === value.passwordAgain
const notSame = { path: ['passwordAgain'], message: '两次填写的新密码不一样' }

export const applySetupInput = z
  .object({
    employeeNumber,
    setupCode: z
      .string('请填写设置码')
      .transform(normaliseSetupCode)
      .pipe(z.string().length(12, '设置码是 12 位字母和数字')),
    ...newPassword,
  })
  .refine(sameTwice, notSame)

export const changePasswordInput = z
  .object({ currentPassword: z.string().max(200).optional(), ...newPassword })
  .refine(sameTwice, notSame)

export const sessionInput = z.object({ sessionId: id })
export const accountInput = z.object({ personId: id })
export const revokeRoleInput = z.object({ grantId: id })

export const grantRoleInput = z
  .object({
    personId: id,
    role: z.enum(roleKinds, '请选择角色'),
    organisationId: id.optional(),
    department: z.string().trim().max(40, '部门名称不超过 40 个字').optional(),
  })
  .refine((value) => !isOfficerRole(value.role) || value.organisationId, {
    path: ['organisationId'],
    message: '请选择这个角色管到哪个组织',
  })
  .refine((value) => value.role !== 'department_officer' || value.department, {
    path: ['department'],
    message: '请填写归口部门，例如 安全监察部',
  })

/** Whether a role looks after organisations, not after the system. */
export function isOfficerRole(role: string): boolean {
  return role === 'committee_officer' || role === 'department_officer'
}

/** The three administrators, each another person. */
export const administratorRoles = ['system_admin', 'security_admin', 'audit_admin'] as const

/** The address of the sign-in pages; whatever is wrong in it is left out. */
export const signInPlace = z.object({
  by: z.enum(['password', 'sms']).catch('password'),
  from,
  number: z.string().max(40).optional().catch(undefined),
})

/** The address of the list of accounts. */
export const accountsPlace = z.object({
  q: addressText(40),
  show: z.enum(['roles']).optional().catch(undefined),
  after: addressText(140),
})
