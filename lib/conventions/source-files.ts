import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A file of the tree as the convention tests read it. */
export interface SourceFile {
  /** Path from the root, with slashes. */
  path: string
  text: string
  /** What it imports: paths from the root for our own files, package names otherwise. */
  imports: SourceImport[]
}

export interface SourceImport {
  target: string
  isPackage: boolean
  isTypeOnly: boolean
}

const roots = ['app', 'bench', 'components', 'db', 'e2e', 'lib', 'scripts'] as const
const outside = new Set(['node_modules', '.next', 'migrations'])

/** Every source file under the folders we write, tests included. */
export function readSources(extension = /\.tsx?$/): SourceFile[] {
  return [...roots.flatMap(walk), ...rootFiles()]
    .filter((file) => extension.test(file))
    .sort()
    .map((file) => {
      const text = readFileSync(file, 'utf8')
      return { path: file, text, imports: /\.tsx?$/.test(file) ? importsOf(file, text) : [] }
    })
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return outside.has(entry.name) ? [] : walk(file)
    }
    return [file]
  })
}

function rootFiles(): string[] {
  return readdirSync('.').filter((file) => /\.tsx?$/.test(file) && file !== 'next-env.d.ts')
}

// No quote may stand between the word and `from`, so that a text with the word import is not read.
const statement = /^(?:import|export)\s+(type\s+)?(?:[^'"`;=]*?\sfrom\s+)?['"]([^'"\n]+)['"]/gm
const call = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g

function importsOf(file: string, text: string): SourceImport[] {
  return [
    ...[...text.matchAll(statement)].map((match) => ({
      ...resolve(file, match[2] ?? ''),
      isTypeOnly: match[1] !== undefined,
    })),
    ...[...text.matchAll(call)].map((match) => ({
      ...resolve(file, match[1] ?? ''),
      isTypeOnly: false,
    })),
  ]
}

function resolve(file: string, target: string): { target: string; isPackage: boolean } {
  if (target.startsWith('@/')) {
    return { target: target.slice(2), isPackage: false }
  }
  if (target.startsWith('.')) {
    return { target: path.posix.join(path.posix.dirname(file), target), isPackage: false }
  }
  const parts = target.split('/')
  return { target: parts.slice(0, target.startsWith('@') ? 2 : 1).join('/'), isPackage: true }
}

/** Whether a file is a test or stands behind tests only. */
export function isTestFile(file: string): boolean {
  return /\.test\.tsx?$|(^|\/)testing(\/|\.ts$)|^e2e\//.test(file)
}
