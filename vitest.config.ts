import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))
const key = () => randomBytes(32).toString('base64')

export default defineConfig({
  resolve: {
    alias: {
      '@/': `${here('.')}`,
      'server-only': here('node_modules/next/dist/compiled/server-only/empty.js'),
    },
  },
  test: {
    include: ['*.test.ts', '{app,components,db,lib,scripts,bench}/**/*.test.{ts,tsx}'],
    globalSetup: './db/testing/global-setup.ts',
    setupFiles: './db/testing/console-guard.ts',
    provide: { givenServer: process.env.TEST_DATABASE_URL ?? '' },
    pool: 'forks',
    maxWorkers: 2,
    // No test is about time: these only end one that hangs, on the most crowded of machines.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    unstubEnvs: false,
    env: {
      NODE_ENV: 'test',
      TZ: 'Asia/Shanghai',
      DATABASE_URL: '',
      DATA_DIRECTORY: path.join(tmpdir(), `linghang-data-${process.pid}`),
      NEXTAUTH_SECRET: key(),
      NEXTAUTH_URL: 'http://localhost:3000',
      PHONE_KEY: key(),
      LOOKUP_KEY: key(),
    },
  },
})
