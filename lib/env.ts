import { z } from 'zod'

const flag = z
  .enum(['1', '0', 'on', 'off', 'true', 'false', ''])
  .optional()
  .transform((value) => value === '1' || value === 'on' || value === 'true')

const key32 = z
  .string()
  .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64')

const schema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  /** Absent only while building; `npm start` sets it to the embedded server when it is not given. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(200).default(10),
  /** Signs and encrypts the session cookie. */
  NEXTAUTH_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  NEXTAUTH_URL: z.url().optional(),
  /** Encrypts telephone numbers at rest. */
  PHONE_KEY: key32.optional(),
  /** Keys the look-up hash of telephone numbers and of one-time codes. */
  LOOKUP_KEY: key32.optional(),
  /** Where uploaded bytes are kept when storage is local. */
  DATA_DIRECTORY: z.string().min(1).default('.data'),
  /** Demo accounts and the SMS inbox. Set by `npm start` for the embedded server. */
  DEMO: flag,
  /** `off` for replicas that only serve pages. */
  WORKER: z.enum(['on', 'off']).default('on'),
  /** Digest of the audit chain; SM3 where 国密 is required. */
  AUDIT_DIGEST: z.enum(['sha256', 'sm3']).default('sha256'),
  /** Header our own reverse proxy sets with the client's address; without it the socket's is used. */
  CLIENT_ADDRESS_HEADER: z.string().optional(),
})

export type Env = z.infer<typeof schema>

/** A bad environment, as one line a person can act on. */
export class EnvironmentError extends Error {}

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
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new EnvironmentError(`Bad environment: ${problems.join('; ')}`)
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
    throw new EnvironmentError(`Missing environment variable ${name}`)
  }
  return value
}
