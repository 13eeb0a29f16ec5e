import { DomainError } from '@/lib/errors'

/** `done`, or the code with which a verb refused; anything unexpected is thrown on. */
export async function codeOf(running: Promise<unknown>): Promise<string> {
  return running.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof DomainError) {
        return error.code
      }
      throw error
    },
  )
}
