import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { ensureBrowser } from './browser'
import { buildIfNeeded } from './build-if-needed'
import { command, explain } from './command'

interface Totals {
  passed: number
  failed: number
}

const unitReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numFailedTestSuites: z.number(),
})
const journeyReport = z.object({
  stats: z.object({ expected: z.number(), flaky: z.number(), unexpected: z.number() }),
  errors: z.array(z.unknown()),
})

/** `npm test`: unit and database tests, then the browser journeys on the built application. */
await command(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'linghang-report-'))
  try {
    const units = await unitTests(path.join(folder, 'units.json'))
    const journeys = await journeyTests(path.join(folder, 'journeys.json'))
    const failed = units.failed + journeys.failed
    console.log(`\n${units.passed + journeys.passed} passed, ${failed} failed`)
    process.exitCode = failed > 0 ? 1 : 0
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

async function unitTests(file: string): Promise<Totals> {
  const program = path.join('node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const code = run([program, 'run', ...reporters])
  const report = unitReport.safeParse(await readJson(file)).data
  const failed = report?.numFailedTests ?? 0
  return { passed: report?.numPassedTests ?? 0, failed: atLeastOne(code, failed) }
}

async function journeyTests(file: string): Promise<Totals> {
  try {
    process.env.PLAYWRIGHT_CHROMIUM = ensureBrowser()
    await buildIfNeeded()
  } catch (error) {
    console.error(explain(error))
    return { passed: 0, failed: 1 }
  }
  const program = path.join('node_modules', '@playwright', 'test', 'cli.js')
  const code = run([program, 'test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: file })
  const stats = journeyReport.safeParse(await readJson(file)).data?.stats
  const failed = stats?.unexpected ?? 0
  return { passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0), failed: atLeastOne(code, failed) }
}

/** A run that broke off before or beside its tests is a failure too, even with none counted. */
function atLeastOne(exitCode: number, failed: number): number {
  return exitCode === 0 ? failed : Math.max(1, failed)
}

function run(args: string[], env: Record<string, string> = {}): number {
  const options = { stdio: 'inherit', env: { ...process.env, ...env } } as const
  return spawnSync(process.execPath, args, options).status ?? 1
}

async function readJson(file: string): Promise<unknown> {
  return readFile(file, 'utf8').then(JSON.parse, () => undefined)
}
