import { existsSync } from 'node:fs'
import { EmbeddedDatabaseError } from '@/db/embedded'
import { EnvironmentError } from '@/lib/env'

/** A reason to stop that the person at the keyboard can remove; printed as one line. */
export class CommandError extends Error {}

/**
 * Runs a command: loads `.env` where there is one, prints an expected failure as one line and an
 * unexpected one with its stack, both to stderr with exit code 1.
 */
export async function command(main: () => Promise<void>): Promise<void> {
  if (existsSync('.env')) {
    process.loadEnvFile('.env')
  }
  try {
    await main()
  } catch (error) {
    console.error(explain(error))
    process.exit(1)
  }
}

function explain(error: unknown): string {
  const expected = [CommandError, EnvironmentError, EmbeddedDatabaseError]
  if (expected.some((kind) => error instanceof kind) && error instanceof Error) {
    return `linghang: ${error.message.replaceAll('\n', ' ')}`
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/** The code of a failed system call or connection, or its message where there is none. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message ?? String(error)
}
