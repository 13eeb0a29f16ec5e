import type { ErrorCode } from './errors'

/** What a form knows after it was sent: nothing yet, done, or failed with everything still in it. */
export type FormState<T = unknown> =
  | { status: 'idle' }
  | { status: 'done'; data: T; words: string }
  | {
      status: 'failed'
      code: ErrorCode | 'unexpected'
      message: string
      /** Sentences by field name. */
      fields: Record<string, string>
      /** Names the line in the log, for unexpected failures. */
      errorId?: string
      /** What had been filled in, so that nothing is lost. Never passwords or codes. */
      values: Record<string, string | string[]>
    }

/** A server action as a form takes it; works with and without scripts. */
export type FormAction<T = unknown> = (previous: FormState, form: FormData) => Promise<FormState<T>>

const secretField = /password|code/i

/** What a refused form gets back to show again; passwords, codes and files stay out. */
export function formToValues(form: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {}
  for (const name of new Set(form.keys())) {
    const texts = form.getAll(name).filter((value) => typeof value === 'string' && value !== '')
    if (name.startsWith('$ACTION') || secretField.test(name) || texts.length === 0) {
      continue
    }
    const isList = name.endsWith('[]')
    values[isList ? name.slice(0, -2) : name] = isList ? (texts as string[]) : String(texts.at(-1))
  }
  return values
}
