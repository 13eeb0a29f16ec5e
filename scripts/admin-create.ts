import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { database } from '@/db/client'
import { newId } from '@/db/ids'
import { type AdministratorRole, createAdministrators } from '@/lib/accounts/create-administrators'
import { resetAdministrator } from '@/lib/accounts/hand-out-setup'
import { type Context, createContext } from '@/lib/context'
import { requireEnv } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { CommandError, command } from './command'

const usage = `Makes the three administrators of a new installation: three different people.

  npm run admin:create                       asks for each name and employee number
  npm run admin:create -- --system NAME:NUMBER --security NAME:NUMBER --audit NAME:NUMBER
  npm run admin:create -- --reset NUMBER     a new set-up code for one who cannot sign in`

type SystemContext = Context & { viewer: null }

const questions: {
  role: AdministratorRole
  option: 'system' | 'security' | 'audit'
  title: string
}[] = [
  { role: 'system_admin', option: 'system', title: 'System administrator (系统管理员)' },
  { role: 'security_admin', option: 'security', title: 'Security administrator (安全管理员)' },
  { role: 'audit_admin', option: 'audit', title: 'Security auditor (安全审计员)' },
]

await command(async () => {
  const { values } = readArguments()
  if (values.help) {
    console.log(usage)
    return
  }
  requireEnv('DATABASE_URL')
  requireEnv('LOOKUP_KEY')
  if (values.reset !== undefined) {
    await reset(String(values.reset))
    return
  }
  const isGiven = questions.some(({ option }) => values[option] !== undefined)
  const wanted = isGiven ? questions.map((one) => given(one, values)) : await ask()
  await onDatabase(async (ctx) => {
    const made = await createAdministrators(ctx, wanted)
    console.log('The three administrators exist now. Each sets a password at /set-up with')
    console.log('the code below, which is shown only here and good for three days.\n')
    for (const one of made) {
      console.log(
        `${one.role.padEnd(15)} ${one.employeeNumber.padEnd(12)} ${one.setupCode}  ${one.name}`,
      )
    }
  })
})

async function reset(employeeNumber: string): Promise<void> {
  await onDatabase(async (ctx) => {
    const { name, setupCode } = await resetAdministrator(ctx, { employeeNumber })
    console.log(`Set-up code of ${name} (${employeeNumber}), shown only here, good for three days:`)
    console.log(`\n  ${setupCode}\n\nUsed at /set-up. The record and ${name} are told of it.`)
  })
}

async function onDatabase(work: (ctx: SystemContext) => Promise<void>): Promise<void> {
  const { db, close } = database()
  try {
    await work(createContext({ db, viewer: null, now: new Date(), requestId: newId() }))
  } catch (error) {
    throw error instanceof DomainError ? new CommandError(error.message) : error
  } finally {
    await close()
  }
}

function readArguments() {
  try {
    const text = { type: 'string' } as const
    return parseArgs({
      options: {
        system: text,
        security: text,
        audit: text,
        reset: text,
        help: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new CommandError(error instanceof Error ? error.message : String(error))
  }
}

type Question = (typeof questions)[number]

function given({ role, option }: Question, values: Partial<Record<string, string | boolean>>) {
  const match = /^\s*(.{1,40}?)\s*[:：]\s*(\S{1,40})\s*$/.exec(String(values[option] ?? ''))
  if (!match) {
    throw new CommandError(`--${option} wants NAME:NUMBER, all three are needed (--help)`)
  }
  return { role, name: match[1] ?? '', employeeNumber: match[2] ?? '' }
}

async function ask() {
  if (!process.stdin.isTTY) {
    throw new CommandError('No terminal to ask at: give --system, --security and --audit (--help)')
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answers: ReturnType<typeof given>[] = []
    for (const { role, title } of questions) {
      const name = (await terminal.question(`${title}, name: `)).trim()
      const employeeNumber = (await terminal.question(`${title}, employee number: `)).trim()
      if (name === '' || employeeNumber === '') {
        throw new CommandError('A name and an employee number are needed; nothing was changed')
      }
      answers.push({ role, name, employeeNumber })
    }
    return answers
  } finally {
    terminal.close()
  }
}
