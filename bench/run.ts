import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { CommandError, command } from '@/scripts/command'
import { buildAll } from './application'
import { board } from './cases/board'
import { boardView } from './cases/board-view'
import type { Case } from './cases/case'
import { compile } from './cases/compile'
import { dispatch } from './cases/dispatch'
import { recompute } from './cases/recompute'
import { simulate } from './cases/simulate'
import { smsDrain } from './cases/sms-drain'
import { start } from './cases/start'
import { supervise } from './cases/supervise'
import { web } from './cases/web'
import { openWorlds } from './database'
import { type Figure, tableOf } from './figure'

const cases: Record<string, Case> = {
  board,
  'board-view': boardView,
  compile,
  dispatch,
  recompute,
  simulate,
  'sms-drain': smsDrain,
  start,
  supervise,
  web,
}

/** `npm run bench -- [CASE…] [--scale S] [--json]` */
await command(async () => {
  const { names, scale, json } = readArguments()
  const say = (line: string) => console.error(`· ${line}`)
  settleSecrets()
  say(machine())
  await buildAll()
  const worlds = openWorlds((line) => say(`data: ${line}`))
  const figures: Figure[] = []
  try {
    for (const name of names) {
      const measured = await measure(name, { scale, worlds, say })
      figures.push(...measured)
      if (json) {
        console.log(measured.map((one) => JSON.stringify(one)).join('\n'))
      }
    }
  } finally {
    await worlds.drop()
  }
  if (!json) {
    console.log(`\n${machine()}; scale ${scale}\n\n${tableOf(figures)}`)
  }
})

/** A case that fails says so and leaves the others their turn; the exit code remembers. */
async function measure(name: string, bench: Parameters<Case>[0]): Promise<Figure[]> {
  try {
    return (await cases[name]?.(bench)) ?? []
  } catch (error) {
    console.error(`${name} failed: ${error instanceof Error ? error.stack : error}`)
    process.exitCode = 1
    return []
  }
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { scale: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } },
  })
  const unknown = positionals.filter((name) => !(name in cases))
  if (unknown.length > 0) {
    throw new CommandError(
      `No such case: ${unknown.join(', ')}. There are ${Object.keys(cases).join(', ')}`,
    )
  }
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 10)) {
    throw new CommandError('--scale must be a number above 0, at most 10')
  }
  const names = positionals.length > 0 ? positionals : Object.keys(cases)
  return { names, scale, json: values.json }
}

/** Keys of this run, shared with the servers it starts; the case `start` makes its own. */
function settleSecrets(): void {
  const key = () => randomBytes(32).toString('base64')
  Object.assign(process.env, {
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    NEXTAUTH_SECRET: key(),
    PHONE_KEY: key(),
    LOOKUP_KEY: key(),
  })
}

function machine(): string {
  const processors = cpus()
  const { version } = JSON.parse(readFileSync('node_modules/next/package.json', 'utf8'))
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  return `${processors.length} × ${processors[0]?.model ?? 'processor'}, ${memory}, Node ${process.versions.node}, Next ${version}`
}
