import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { access, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CommandError, reasonOf } from './command'

const sources = [
  'app',
  'components',
  'db',
  'lib',
  'public',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'proxy.ts',
  'next.config.mjs',
  'postcss.config.mjs',
  'tsconfig.json',
  'package-lock.json',
]
const notInTheBuild = /(\.test\.tsx?$)|(^db\/(testing|migrations|embedded|migrate\.ts))/
const stampFile = path.join('.next', 'linghang-sources')

/**
 * Builds the application unless `.next` was built from these very sources.
 * @returns whether it had to build
 * @throws CommandError when the build fails
 */
export async function buildIfNeeded(): Promise<boolean> {
  const stamp = await sourcesHash()
  if ((await builtFrom()) === stamp) {
    return false
  }
  await build()
  await writeFile(stampFile, stamp)
  return true
}

async function builtFrom(): Promise<string> {
  try {
    await access(path.join('.next', 'BUILD_ID'))
    return await readFile(stampFile, 'utf8')
  } catch {
    return ''
  }
}

async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256')
  const files = await Promise.all(sources.map(filesUnder))
  for (const file of files.flat().sort()) {
    hash.update(`${file}\0`).update(await readFile(file))
  }
  return hash.digest('hex')
}

async function filesUnder(entry: string): Promise<string[]> {
  try {
    const found = await readdir(entry, { recursive: true, withFileTypes: true })
    return found
      .filter((file) => file.isFile())
      .map((file) => path.join(file.parentPath, file.name).replaceAll(path.sep, '/'))
      .filter((file) => !notInTheBuild.test(file))
  } catch (error) {
    if (reasonOf(error) === 'ENOTDIR') {
      return [entry]
    }
    return []
  }
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const next = path.join('node_modules', 'next', 'dist', 'bin', 'next')
    const child = spawn(process.execPath, [next, 'build'], {
      stdio: 'inherit',
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    })
    // A start that is stopped in the middle takes the build with it.
    const stopToo = () => void child.kill()
    process.once('exit', stopToo)
    child.on('error', reject)
    child.on('close', (code) => {
      process.off('exit', stopToo)
      if (code === 0) {
        resolve()
      } else {
        reject(new CommandError('构建没有成功，原因见上面的输出。改正后再执行一次。'))
      }
    })
  })
}
