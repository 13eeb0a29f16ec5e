import { writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { sealed } from './example-bundle'
import { fullBundle } from './full-bundle'

/**
 * `tsx scripts/scorecard-replay/testing/write-bundle.ts FILE [--tampered]`: the bundle of the tests, with
 * every operator and every source, for whoever tries the command on a file.
 */
const [file, ...options] = process.argv.slice(2)
if (!file) {
  throw new Error('A file to write to')
}
const { sha256: _, ...content } = structuredClone(fullBundle())
const [first] = content.result.organisations
if (first && options.includes('--tampered')) {
  first.totalHundredths += 1
}
writeFileSync(file, gzipSync(JSON.stringify(sealed(content))))
