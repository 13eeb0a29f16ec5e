/** A reason to stop that the person at the keyboard can remove; printed as one line. */
export class CommandError extends Error {}

/** The code of a failed system call or connection, or its message where there is none. */
export function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return code ?? message ?? String(error)
}
