import { v7 } from 'uuid'

/** A new UUIDv7: made in the application, ordered by time, so that indexes grow at one end. */
export function newId(): string {
  return v7()
}
