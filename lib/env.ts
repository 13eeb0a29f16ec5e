import { z } from 'zod'
import { missingSmsVariables, smsVariables } from './sms-settings'

const flag = z
  .enum(['1', '0', 'on', 'off', 'true', 'false', ''], '只能是 1 或 0')
  .optional()
  .transform((value) => value === '1' || value === 'on' || value === 'true')

const key32 = z
  .string()
  .refine(
    (value) => Buffer.from(value, 'base64').length === 32,
    '要是 32 个字节的 base64 文本（可用 openssl rand -base64 32 生成）',
  )

const poolSizeRule = '要是 2 到 200 之间的整数'

const variables = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'], '只能是 development、production 或 test')
    .default('development'),
  /** Absent only while building; `npm start` sets it to the embedded server when it is not given. */
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: '要写成 postgresql://用户:密码@主机:端口/数据库',
    })
    .optional(),
  DATABASE_POOL_SIZE: z.coerce
    .number(poolSizeRule)
    .int(poolSizeRule)
    .min(2, poolSizeRule)
    .max(200, poolSizeRule)
    .default(10),
  /** Signs and encrypts the session cookie. */
  NEXTAUTH_SECRET: z
    .string()
    .min(32, '至少要 32 个字符（可用 openssl rand -base64 32 生成）')
    .optional(),
  NEXTAUTH_URL: z.url('要是完整网址，例如 https://dj.example.com').optional(),
  /** Encrypts telephone numbers at rest. */
  PHONE_KEY: key32.optional(),
  /** Keys the look-up hash of telephone numbers and of one-time codes. */
  LOOKUP_KEY: key32.optional(),
  /** Where uploaded bytes are kept when storage is local. */
  DATA_DIRECTORY: z.string().min(1).default('.data'),
  /** Demo accounts and the SMS inbox. Set by `npm start` for the embedded server. */
  DEMO: flag,
  /** `off` for replicas that only serve pages. */
  WORKER: z.enum(['on', 'off'], '只能是 on 或 off').default('on'),
  /** Digest of the audit chain; SM3 where 国密 is required. */
  AUDIT_DIGEST: z.enum(['sha256', 'sm3'], '只能是 sha256 或 sm3').default('sha256'),
  /** Header our own reverse proxy sets with the client's address; without it the socket's is used. */
  CLIENT_ADDRESS_HEADER: z.string().optional(),
  ...smsVariables,
})

const schema = variables.superRefine((given, context) => {
  for (const name of missingSmsVariables(given)) {
    const message = '也要设置：短信的四个变量要么全部设置，要么都不设置'
    context.addIssue({ code: 'custom', path: [name], message })
  }
})

export type Env = z.infer<typeof schema>

/** A bad environment, as one line a person can act on. */
export class EnvironmentError extends Error {}

/** The error for variables with values that cannot be. @param problems `NAME what it must be` */
export function badEnvironment(problems: readonly string[]): EnvironmentError {
  return new EnvironmentError(
    `环境变量有误：${problems.join('；')}。请改正（.env 文件或命令行里）后再执行一次。`,
  )
}

/** The error for variables that are not there. @param why says who needs them, may be empty */
export function missingEnvironment(names: readonly string[], why = ''): EnvironmentError {
  return new EnvironmentError(
    `缺少环境变量 ${names.join('、')}${why}。请设置（.env 文件或命令行里）后再执行一次，各变量的含义见 docs/operations.md。`,
  )
}

/**
 * The environment, parsed. The only reader of `process.env` in lib, app and db.
 * @throws EnvironmentError naming each bad variable
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // A variable set to nothing, as compose files and shells leave them, is not set.
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (parsed.success) {
    return parsed.data
  }
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`)
  throw badEnvironment([...new Set(problems)])
}

let cached: Env | undefined

/** The environment of this process, read at first use. */
export function env(): Env {
  cached ??= readEnv()
  return cached
}

/**
 * A variable that must be there by now.
 * @throws EnvironmentError
 */
export function requireEnv<K extends keyof Env>(name: K): NonNullable<Env[K]> {
  const value = env()[name]
  if (value === undefined || value === null) {
    throw missingEnvironment([name])
  }
  return value
}
