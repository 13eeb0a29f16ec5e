import { afterEach, beforeEach, expect } from 'vitest'

// A test that expects a message mocks the console itself (`vi.spyOn(console, 'error')`); whatever
// arrives here was expected by nobody.
const terminal = globalThis.console
const original = { error: terminal.error, warn: terminal.warn }
let unexpected: string[] = []

function recorder(level: 'error' | 'warn') {
  return (...args: unknown[]) => {
    unexpected.push(`${level}: ${args.map(String).join(' ')}`)
    original[level](...args)
  }
}

beforeEach(() => {
  unexpected = []
  terminal.error = recorder('error')
  terminal.warn = recorder('warn')
})

afterEach(() => {
  Object.assign(terminal, original)
  expect(unexpected, 'unexpected console output').toEqual([])
})
