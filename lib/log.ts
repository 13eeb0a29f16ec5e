type Level = 'info' | 'warn' | 'error'

/**
 * Writes one JSON line to stderr. Fields must hold references, never personal data or secrets.
 */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`,
  )
}

/** What a log may keep of an unexpected error: its name, message and stack. */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof Error) {
    return { name: error.name, message: error.message, stack: error.stack }
  }
  return { message: String(error) }
}
