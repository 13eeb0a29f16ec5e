const hourMs = 3_600_000

/** A session ends this long after signing in, whatever happens. Milliseconds. */
export const sessionLifetimeMs = 30 * 24 * hourMs

/**
 * How long a session may stay unused, in milliseconds: 12 hours for whoever holds a granted role
 * (officers, administrators), 7 days for members on their own phones.
 */
export function idleLimitMs(holdsRole: boolean): number {
  return holdsRole ? 12 * hourMs : 7 * 24 * hourMs
}
