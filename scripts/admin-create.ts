import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { database } from '@/db/client'
import { newId } from '@/db/ids'
import { type AdministratorRole, createAdministrators } from '@/lib/accounts/create-administrators'
import { resetAdministrator } from '@/lib/accounts/hand-out-setup'
import { type Context, createContext } from '@/lib/context'
import { requireEnv } from '@/lib/env'
import { DomainError } from '@/lib/errors'
import { CommandError, command, reasonOf } from './command'

const usage = `为新安装的系统建立三位管理员，必须是三个不同的人。

  npm run admin:create                       逐一询问姓名和工号
  npm run admin:create -- --system 姓名:工号 --security 姓名:工号 --audit 姓名:工号
  npm run admin:create -- --reset 工号       给登录不了的管理员一个新的设置码`

type SystemContext = Context & { viewer: null }

const questions: {
  role: AdministratorRole
  option: 'system' | 'security' | 'audit'
  title: string
}[] = [
  { role: 'system_admin', option: 'system', title: '系统管理员' },
  { role: 'security_admin', option: 'security', title: '安全管理员' },
  { role: 'audit_admin', option: 'audit', title: '安全审计员' },
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
    console.log('三位管理员已建立。请各自打开 /set-up，用下面的设置码设定密码；')
    console.log('设置码只在这里显示一次，三天内有效。\n')
    for (const one of made) {
      const title = questions.find(({ role }) => role === one.role)?.title
      console.log(`  ${title}  ${one.employeeNumber.padEnd(12)} ${one.setupCode}  ${one.name}`)
    }
  })
})

async function reset(employeeNumber: string): Promise<void> {
  await onDatabase(async (ctx) => {
    const { name, setupCode } = await resetAdministrator(ctx, { employeeNumber })
    console.log(`${name}（${employeeNumber}）的设置码，只在这里显示一次，三天内有效：`)
    console.log(`\n  ${setupCode}\n\n请在 /set-up 使用。这次重置已记入审计记录，并已通知本人。`)
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
    throw new CommandError(
      `看不懂这些参数（${reasonOf(error)}）。用法见 npm run admin:create -- --help`,
    )
  }
}

type Question = (typeof questions)[number]

function given({ role, option }: Question, values: Partial<Record<string, string | boolean>>) {
  const match = /^\s*(.{1,40}?)\s*[:：]\s*(\S{1,40})\s*$/.exec(String(values[option] ?? ''))
  if (!match) {
    throw new CommandError(
      `--${option} 要写成 姓名:工号，三位管理员缺一不可，没有做任何改动。用法见 npm run admin:create -- --help`,
    )
  }
  return { role, name: match[1] ?? '', employeeNumber: match[2] ?? '' }
}

async function ask() {
  if (!process.stdin.isTTY) {
    throw new CommandError(
      '这里没有可以问答的终端，没有做任何改动。请用 --system、--security、--audit 给出三位管理员，用法见 npm run admin:create -- --help',
    )
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answers: ReturnType<typeof given>[] = []
    for (const { role, title } of questions) {
      const name = (await terminal.question(`${title}的姓名：`)).trim()
      const employeeNumber = (await terminal.question(`${title}的工号：`)).trim()
      if (name === '' || employeeNumber === '') {
        throw new CommandError('姓名和工号都要填，没有做任何改动。请重新运行。')
      }
      answers.push({ role, name, employeeNumber })
    }
    return answers
  } finally {
    terminal.close()
  }
}
