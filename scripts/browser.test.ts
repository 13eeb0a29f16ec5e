import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BrowserMachine, ensureBrowser, findBrowser } from './browser'
import { CommandError } from './command-error'

const aptInstall = 'apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk'

/** A machine where a program is there once one of the given command lines has run well. */
function machine(given: { hasApt: boolean; works?: (line: string, before: string[]) => boolean }) {
  const lines: string[] = []
  let installed: string | undefined
  const offered: BrowserMachine = {
    hasApt: given.hasApt,
    find: () => installed,
    run: (program, args) => {
      const line = [program === process.execPath ? 'node' : program, ...args].join(' ')
      const isDone = given.works?.(line, [...lines]) ?? false
      lines.push(line)
      if (isDone && / install /.test(line)) {
        installed = '/usr/bin/chromium'
      }
      return isDone
    },
  }
  return { offered, lines }
}

beforeEach(() => {
  vi.spyOn(console, 'log').mockReturnValue(undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
})

test('as root on Debian: its package', () => {
  const { offered, lines } = machine({ hasApt: true, works: () => true })
  expect(ensureBrowser(offered)).toBe('/usr/bin/chromium')
  expect(lines).toEqual([aptInstall])
})

test('a package list that is too old or missing is fetched, once', () => {
  const works = (line: string, before: string[]) =>
    line.startsWith('apt-get update') || before.includes('apt-get update -q')
  const { offered, lines } = machine({ hasApt: true, works })
  expect(ensureBrowser(offered)).toBe('/usr/bin/chromium')
  expect(lines).toEqual([aptInstall, 'apt-get update -q', aptInstall])
})

test.each([true, false])(
  'where nothing can be installed, one line says how (apt: %s)',
  (hasApt) => {
    const { offered, lines } = machine({ hasApt })
    let failure: unknown
    try {
      ensureBrowser(offered)
    } catch (error) {
      failure = error
    }
    expect(failure).toBeInstanceOf(CommandError)
    expect(String(failure)).toMatch(/apt-get install chromium fonts-noto-cjk.*PLAYWRIGHT_CHROMIUM/)
    expect(String(failure)).not.toContain('\n')
    expect(lines.at(-1)).toMatch(/^node node_modules.@playwright.test.cli\.js install chromium$/)
    expect(lines.some((line) => line.startsWith('apt-get'))).toBe(hasApt)
  },
)

test('a browser that is named has to exist; else the first place that has one counts', () => {
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', '')
  expect(findBrowser(['/no/such/browser', process.execPath])).toBe(process.execPath)
  expect(findBrowser(['/no/such/browser'])).toBeUndefined()
  vi.stubEnv('PLAYWRIGHT_CHROMIUM', '/no/such/chromium')
  expect(() => findBrowser()).toThrow(/PLAYWRIGHT_CHROMIUM 指向 \/no\/such\/chromium/)
})
