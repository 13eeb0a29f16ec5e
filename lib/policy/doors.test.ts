import { describe, expect, test } from 'vitest'
import { readSources, type SourceFile } from '@/lib/conventions/source-files'
import { doors } from './doors'
import { rules } from './index'

const sources = readSources()
const byPath = new Map(sources.map((file) => [file.path.replace(/\.tsx?$/, ''), file]))

/** Address of a file under app/: groups in brackets do not show. */
function addressOf(path: string): string {
  const parts = path.split('/').slice(1, -1)
  return `/${parts.filter((part) => !/^\(.+\)$/.test(part)).join('/')}`
}

interface Door {
  name: string
  file: SourceFile
}

function doorsOf(file: SourceFile): Door[] {
  const address = addressOf(file.path)
  const named = (names: string[]) => names.map((name) => ({ name, file }))
  if (/\/page\.tsx$/.test(file.path)) {
    return named([`page ${address}`])
  }
  if (/\/route\.tsx?$/.test(file.path)) {
    const methods = /\b(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/g
    const exported = file.text.match(/^export (?:const|async function|function|\{)[^=(]*/gm) ?? []
    return named(
      exported.flatMap((line) => (line.match(methods) ?? []).map((word) => `${word} ${address}`)),
    )
  }
  if (/\/actions\.ts$/.test(file.path)) {
    const exported = [...file.text.matchAll(/^export (?:const|async function) (\w+)/gm)]
    return named(exported.map((match) => `action ${address} ${match[1]}`))
  }
  return []
}

const found = sources.filter((file) => file.path.startsWith('app/')).flatMap(doorsOf)

/** All our code that a file leads to, the policy itself left out. */
function reachable(file: SourceFile, seen = new Set<SourceFile>()): Set<SourceFile> {
  if (seen.has(file) || file.path.startsWith('lib/policy/')) {
    return seen
  }
  seen.add(file)
  for (const { target, isPackage } of file.imports) {
    const next = isPackage ? undefined : (byPath.get(target) ?? byPath.get(`${target}/index`))
    if (next) {
      reachable(next, seen)
    }
  }
  return seen
}

describe('doors', () => {
  test('there are no two of one name', () => {
    expect(new Set(found.map((door) => door.name)).size).toBe(found.length)
  })

  test('every page, route handler and action stands in doors.ts, and nothing else', () => {
    expect(found.map((door) => door.name).sort()).toEqual(Object.keys(doors).sort())
  })

  test('each leads to code that asks for its guard', () => {
    const unguarded = found.flatMap(({ name, file }) => {
      const guard = doors[name]
      if (guard === undefined || !(guard in rules) || guard === 'organisation.view') {
        return []
      }
      const asked = [...reachable(file)].some((one) => one.text.includes(`'${guard}'`))
      return asked ? [] : [`${name}: nobody asks ${guard}`]
    })
    expect(unguarded).toEqual([])
  })

  test('every page that is not open asks who is there; every route is built by route() or openRoute()', () => {
    const careless = found.flatMap(({ name, file }) => {
      const isOpen = doors[name] === 'open'
      if (name.startsWith('page ')) {
        return isOpen || /\b(requireContext|sessionContext)\(/.test(file.text) ? [] : [name]
      }
      if (name.startsWith('action ') || name.endsWith('/api/auth/[...nextauth]')) {
        return []
      }
      const isBuilt = isOpen ? /= openRoute\(/.test(file.text) : /= route\(/.test(file.text)
      return isBuilt ? [] : [name]
    })
    expect(careless).toEqual([])
  })

  test('an action is open exactly where it says so', () => {
    const actions = found.filter(({ name }) => name.startsWith('action '))
    const wrong = actions.filter(({ name, file }) => {
      const exported = name.split(' ').at(-1)
      const isOpen = new RegExp(`export const ${exported}\\b[^=]*=\\s*openAction\\(`).test(
        file.text,
      )
      return isOpen !== (doors[name] === 'open')
    })
    expect(wrong.map((door) => door.name)).toEqual([])
  })
})
