/** Something that runs until it is stopped, or breaks off. */
export interface Running {
  /** Settles when it has ended, for whatever reason. */
  ended: Promise<unknown>
  stop: () => Promise<unknown>
}

interface KeepRunningOptions {
  /** Told of every end that nobody asked for, with the pause before the next start. */
  onBreak: (error: unknown, pauseMs: number) => void
  onRestart: () => void
  firstPauseMs?: number
  longestPauseMs?: number
}

/**
 * Starts something and starts it again whenever it breaks off, after 1, 2, 4 … 60 seconds; one that
 * held out for the longest pause begins with the first again.
 * @returns what stops it for good
 * @throws what the very first start throws
 */
export async function keepRunning(
  start: () => Promise<Running>,
  options: KeepRunningOptions,
): Promise<() => Promise<void>> {
  const { onBreak, onRestart, firstPauseMs = 1_000, longestPauseMs = 60_000 } = options
  let running: Running | null = await start()
  let isStopping = false
  let wake = () => {}
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  const supervise = async () => {
    let pauseMs = firstPauseMs
    while (!isStopping) {
      let failure: unknown = new Error('Ended without being asked to')
      const startedAt = Date.now()
      if (running) {
        await running.ended.catch((error: unknown) => {
          failure = error
        })
        running = null
        pauseMs = Date.now() - startedAt >= longestPauseMs ? firstPauseMs : pauseMs
      }
      if (isStopping) {
        return
      }
      onBreak(failure, pauseMs)
      await pause(pauseMs)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      running = isStopping ? null : await start().catch(() => null)
      if (running) {
        onRestart()
      }
    }
  }
  const supervision = supervise()
  return async () => {
    isStopping = true
    wake()
    await running?.stop().catch(() => {})
    await supervision
    // A start that was under way when the stop came.
    await running?.stop().catch(() => {})
  }
}
