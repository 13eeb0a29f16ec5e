export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'invalid'
  | 'limit'
  | 'unavailable'

/**
 * An expected failure. `message` is a Chinese sentence for the person in front of the screen: what
 * happened, that nothing was lost, what to do next.
 */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Sentences by field name, for forms. */
    readonly fields: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'DomainError'
  }
}

/** Nobody is signed in, or the session has ended. */
export function unauthenticated(message = '登录已失效，请重新登录。您填写的内容仍保留在本机。') {
  return new DomainError('unauthenticated', message)
}

/** The viewer may see the subject but not do this to it. */
export function forbidden(message = '您没有办理这一项的权限。如需办理，请联系党建部。') {
  return new DomainError('forbidden', message)
}

/** No such row, or none the viewer may know of: the two are not told apart. */
export function notFound(what = '内容') {
  return new DomainError('not_found', `没有找到这项${what}，可能已被撤回，或不在您的查看范围内。`)
}

/** The state has moved on since the page was read. */
export function conflict(message: string) {
  return new DomainError('conflict', message)
}

/** The input breaks a rule that the form could not know. */
export function invalid(message: string, fields: Record<string, string> = {}) {
  return new DomainError('invalid', message, fields)
}

/** Too often, too many, too large. */
export function overLimit(message: string) {
  return new DomainError('limit', message)
}

/** An outside service or the database cannot answer now; not the same as "nothing there". */
export function unavailable(message: string) {
  return new DomainError('unavailable', message)
}
