import { randomBytes } from 'node:crypto'
import { access, link, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { CommandError, reasonOf } from './command'

const secretsSchema = z.object({
  databasePassword: z.string().min(16),
  NEXTAUTH_SECRET: z.string(),
  PHONE_KEY: z.string(),
  LOOKUP_KEY: z.string(),
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.string(),
})
export type Secrets = z.infer<typeof secretsSchema>

/**
 * The secrets of a data directory, generated at first use. Only for the embedded server: with a
 * DATABASE_URL they have to be given.
 * @throws CommandError when the file is unreadable, or gone while the data is still there
 */
export async function dataSecrets(folder: string): Promise<Secrets> {
  const file = path.join(folder, 'secrets.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') {
      throw new CommandError(
        `读不到 ${file}（${reasonOf(error)}），它属于别的用户。请换成那个用户启动，或改正权限。`,
      )
    }
    return undefined
  })
  if (text !== undefined) {
    return parseSecrets(file, text)
  }
  if (await exists(path.join(folder, 'postgres'))) {
    // New keys would make every telephone number in the database unreadable.
    throw new CommandError(
      `数据库还在，但 ${file} 不见了。为免数据读不出来，没有生成新的密钥；请从备份里找回这个文件。`,
    )
  }
  return makeSecrets(file)
}

function parseSecrets(file: string, text: string): Secrets {
  try {
    return secretsSchema.parse(JSON.parse(text))
  } catch {
    throw new CommandError(`${file} 已损坏。请从备份里找回这个文件。`)
  }
}

async function makeSecrets(file: string): Promise<Secrets> {
  const key = () => randomBytes(32).toString('base64')
  const secrets: Secrets = {
    databasePassword: randomBytes(24).toString('hex'),
    NEXTAUTH_SECRET: key(),
    PHONE_KEY: key(),
    LOOKUP_KEY: key(),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key(),
  }
  // Linked into place whole: a crash leaves no half file, and of two first starts one wins.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  try {
    await link(draft, file)
    return secrets
  } catch (error) {
    if (reasonOf(error) === 'EEXIST') {
      return parseSecrets(file, await readFile(file, 'utf8'))
    }
    throw error
  } finally {
    await rm(draft)
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}
