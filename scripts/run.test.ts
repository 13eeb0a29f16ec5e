import { spawnSync } from 'node:child_process'
import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'

const { obstacle } = createRequire(import.meta.url)('./run.cjs') as {
  obstacle: (version: string, root: string) => string
}

test.each(['12.22.12', '18.20.4', '20.9.0', '20.18.3'])(
  'Node %s is too old, in one line',
  (old) => {
    const line = obstacle(old, process.cwd())
    expect(line).toContain(`现在是 ${old}，需要 20.19 或更高`)
    expect(line).not.toContain('\n')
  },
)

test.each(['20.19.0', '20.20.0', '22.0.0', '100.1.0'])('Node %s is new enough', (version) => {
  expect(obstacle(version, process.cwd())).toBe('')
})

test('a folder without node_modules says so before anything is loaded', async () => {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'linghang-bare-')))
  try {
    const started = spawnSync(process.execPath, [path.resolve('scripts/run.cjs'), 'start'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(started.status).toBe(1)
    expect(started.stderr).toBe(
      `领航：还没有安装依赖。请先在 ${folder} 运行 npm ci，再执行一次。\n`,
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
