import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { CommandError } from './command'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
  'msedge',
]

const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
]

/** Switches every browser of ours starts with: no sandbox for root, no calls to its maker. */
export const browserSwitches = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** The installed Chromium, Chrome or Edge; PLAYWRIGHT_CHROMIUM names one, undefined when none. */
export function findBrowser(places: readonly string[] = candidates()): string | undefined {
  const given = process.env.PLAYWRIGHT_CHROMIUM
  if (given) {
    if (!existsSync(given)) {
      throw new CommandError(
        `环境变量 PLAYWRIGHT_CHROMIUM 指向 ${given}，但没有这个文件。请改正，或去掉这个变量让测试自己找浏览器。`,
      )
    }
    return given
  }
  return places.find((file) => existsSync(file))
}

function candidates(): string[] {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  const onPath = ['/usr/bin', ...folders].flatMap((folder) =>
    names.map((name) => path.join(folder, process.platform === 'win32' ? `${name}.exe` : name)),
  )
  const programs = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']]
    .concat(process.env.LOCALAPPDATA)
    .flatMap((folder) => (folder ? windowsPrograms.map((name) => path.join(folder, name)) : []))
  const atHome = applications.map((file) => path.join(homedir(), file))
  return [...onPath, ...applications, ...atHome, ...programs, chromium.executablePath()]
}

/** What this machine offers for finding and installing a browser. */
export interface BrowserMachine {
  find: () => string | undefined
  /** Runs a program to its end, its output for all to see; whether it went well. */
  run: (program: string, args: string[]) => boolean
  /** Debian's packages can be installed: apt-get is there and we are root. */
  hasApt: boolean
}

/**
 * Finds a browser, or installs one: Debian's as root, else Playwright's own.
 * @throws CommandError that says how to install one by hand
 */
export function ensureBrowser(machine: BrowserMachine = thisMachine()): string {
  const found = machine.find()
  if (found) {
    return found
  }
  console.log('没有找到 Chromium，正在安装……')
  if (machine.hasApt && !aptInstall(machine)) {
    machine.run('apt-get', ['update', '-q'])
    aptInstall(machine)
  }
  const installed = machine.find() ?? installFromPlaywright(machine)
  if (!installed) {
    throw new CommandError(
      '浏览器测试需要 Chromium，没有找到，也没能装上。请用 root 运行 apt-get install chromium fonts-noto-cjk，或安装 Chrome、Edge，或用环境变量 PLAYWRIGHT_CHROMIUM 指出浏览器的路径，然后再运行 npm test。',
    )
  }
  return installed
}

function aptInstall({ run }: BrowserMachine): boolean {
  const packages = ['chromium', 'fonts-noto-cjk']
  return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages])
}

function installFromPlaywright({ run, find }: BrowserMachine): string | undefined {
  const program = path.join('node_modules', '@playwright', 'test', 'cli.js')
  run(process.execPath, [program, 'install', 'chromium'])
  return find()
}

function thisMachine(): BrowserMachine {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return {
    find: findBrowser,
    run: (program, args) => spawnSync(program, args, { stdio: 'inherit', env }).status === 0,
    hasApt: existsSync('/usr/bin/apt-get') && process.getuid?.() === 0,
  }
}
