/**
 * Calls of this process that are under way. Several deliverers may run in it; together they keep to
 * the configured number, and codes step in front.
 */
let busy = 0
const queue: (() => void)[] = []

/** Runs `call` when one of `most` places is free. */
export async function withCallSlot<T>(
  { most, isUrgent }: { most: number; isUrgent: boolean },
  call: () => Promise<T>,
): Promise<T> {
  if (busy >= most) {
    await new Promise<void>((resolve) => {
      isUrgent ? queue.unshift(resolve) : queue.push(resolve)
    })
  } else {
    busy += 1
  }
  try {
    return await call()
  } finally {
    const next = queue.shift()
    if (next) {
      next()
    } else {
      busy -= 1
    }
  }
}
