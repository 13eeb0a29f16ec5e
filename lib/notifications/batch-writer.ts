/** Collects items and writes them in batches, one batch at a time, in their order. */
export interface BatchWriter<T> {
  push: (item: T) => void
  /** Waits until everything is written. @throws what a write threw */
  finish: () => Promise<void>
}

interface BatchOptions {
  /** A batch of this size is written at once. */
  size: number
  /** Nothing waits longer than this for others to come, in milliseconds. */
  delayMs: number
}

/** A writer that calls `write` with what has come together. */
export function batchWriter<T>(
  write: (items: T[]) => Promise<void>,
  { size, delayMs }: BatchOptions,
): BatchWriter<T> {
  let held: T[] = []
  let timer: NodeJS.Timeout | undefined
  let writing = Promise.resolve()
  let failure: unknown
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (held.length > 0) {
      const items = held
      held = []
      writing = writing
        .then(() => write(items))
        .catch((error: unknown) => {
          failure ??= error
        })
    }
  }
  return {
    push: (item) => {
      held.push(item)
      if (held.length >= size) {
        flush()
      } else {
        timer ??= setTimeout(flush, delayMs)
      }
    },
    finish: async () => {
      flush()
      await writing
      if (failure !== undefined) {
        throw failure
      }
    },
  }
}
