import { expect, test } from 'vitest'
import { EnvironmentError, missingEnvironment, readEnv } from './env'

test('nothing set is a whole environment: every variable has a default or may be absent', () => {
  expect(readEnv({})).toMatchObject({
    NODE_ENV: 'development',
    DATA_DIRECTORY: '.data',
    DEMO: false,
    WORKER: 'on',
    AUDIT_DIGEST: 'sha256',
  })
})

test('a variable set to nothing is not set', () => {
  const env = readEnv({ DATABASE_URL: '', PHONE_KEY: '', DATA_DIRECTORY: '', DEMO: '' })
  expect(env).toEqual(readEnv({}))
})

test.each([
  ['DATABASE_URL', 'mysql://x/y'],
  ['DATABASE_URL', 'localhost'],
  ['DATABASE_POOL_SIZE', '1'],
  ['DATABASE_POOL_SIZE', '0.5'],
  ['DATABASE_POOL_SIZE', 'many'],
  ['NODE_ENV', 'staging'],
  ['NEXTAUTH_SECRET', 'short'],
  ['NEXTAUTH_URL', 'not a url'],
  ['PHONE_KEY', 'c2hvcnQ='],
  ['LOOKUP_KEY', 'x'],
  ['DEMO', 'maybe'],
  ['WORKER', 'perhaps'],
  ['AUDIT_DIGEST', 'md5'],
])('%s=%s is refused in one line that names it, without its value', (name, value) => {
  let message = ''
  try {
    readEnv({ [name]: value })
  } catch (error) {
    expect(error).toBeInstanceOf(EnvironmentError)
    message = (error as Error).message
  }
  expect(message).toContain(name)
  expect(message).not.toContain('\n')
  expect(message).toMatch(/^环境变量有误：.*请改正/)
  expect(message.replaceAll(/[A-Z_]{2,}/g, '')).not.toMatch(/invalid|expected|must/i)
  if (/KEY|SECRET|URL/.test(name)) {
    expect(message).not.toContain(value)
  }
})

test('all bad variables are named at once', () => {
  expect(() => readEnv({ WORKER: 'x', PHONE_KEY: 'x' })).toThrow(
    /PHONE_KEY.*WORKER|WORKER.*PHONE_KEY/,
  )
})

test('what is missing is named, with where to read about it', () => {
  expect(missingEnvironment(['PHONE_KEY', 'LOOKUP_KEY']).message).toMatch(
    /^缺少环境变量 PHONE_KEY、LOOKUP_KEY。.*docs\/operations\.md/,
  )
})
