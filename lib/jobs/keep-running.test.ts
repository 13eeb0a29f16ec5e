import { expect, test, vi } from 'vitest'
import { keepRunning, type Running } from './keep-running'

/** Something that can be broken from outside; `failing` lets the next starts fail. */
function fragile() {
  const state = { starts: 0, failing: 0, stops: 0, end: (_error?: Error) => {} }
  const start = async (): Promise<Running> => {
    state.starts += 1
    if (state.failing > 0) {
      state.failing -= 1
      throw new Error('no database')
    }
    const ended = new Promise<void>((resolve, reject) => {
      state.end = (error) => (error ? reject(error) : resolve())
    })
    const stop = async () => {
      state.stops += 1
      state.end()
    }
    return { ended, stop }
  }
  return { state, start }
}

function watched() {
  const pauses: number[] = []
  const onRestart = vi.fn()
  const onBreak = vi.fn((_error: unknown, pauseMs: number) => void pauses.push(pauseMs))
  return { pauses, onRestart, options: { onBreak, onRestart, firstPauseMs: 4, longestPauseMs: 16 } }
}

test('starts again after a break, failed or not, waiting longer each time', async () => {
  const { state, start } = fragile()
  const { pauses, onRestart, options } = watched()
  const stop = await keepRunning(start, options)
  state.failing = 3
  state.end(new Error('connection lost'))
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalledTimes(1))
  expect(pauses).toEqual([4, 8, 16, 16])
  expect(String(options.onBreak.mock.calls[0]?.[0])).toContain('connection lost')
  state.end()
  await vi.waitFor(() => expect(onRestart).toHaveBeenCalledTimes(2))
  await stop()
  expect([state.starts, state.stops]).toEqual([6, 1])
})

test('what is stopped stays stopped, also while it waits to start', async () => {
  const { state, start } = fragile()
  const { options } = watched()
  const stop = await keepRunning(start, { ...options, firstPauseMs: 60_000 })
  state.end()
  await vi.waitFor(() => expect(options.onBreak).toHaveBeenCalled())
  await stop()
  expect(state.starts).toBe(1)
})

test('a first start that fails is the caller’s to know', async () => {
  const { state, start } = fragile()
  state.failing = 1
  await expect(keepRunning(start, watched().options)).rejects.toThrow('no database')
})
