type Level = 'info' | 'warn' | 'error'

/**
 * Writes one JSON line to stderr. Fields must hold references, never personal data or secrets.
 */
export function log(level: Level, event: string, fields: Record<string, unknown> = {}): void {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`,
  )
}

/**
 * What a log may keep of an unexpected error: name, message, stack and the cause's message. The
 * values of a failed query stay out: they are people's data.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof Error) {
    const { name, message, stack = '', cause } = error
    // The first lines of a stack repeat the message.
    const frames = /\n {4}at [\s\S]*/.exec(stack)?.[0]
    const described = { name, message: withoutParams(message), stack: frames }
    return cause instanceof Error
      ? { ...described, cause: withoutParams(cause.message) }
      : described
  }
  return { message: String(error) }
}

function withoutParams(message: string): string {
  return message.split('\nparams:')[0] ?? ''
}
