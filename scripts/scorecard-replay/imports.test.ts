import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = 'scripts/scorecard-replay'
const programs = readdirSync(folder).filter((name) => name.endsWith('.mjs'))
const texts = programs.map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }))

test('the program shares no code with the application: node and its own files only', () => {
  expect(programs).toContain('main.mjs')
  const foreign = texts.flatMap(({ name, text }) => {
    const targets = [
      ...text.matchAll(/^(?:import|export)\b[^'"\n]*?\bfrom\s*['"]([^'"\n]+)['"]/gm),
      ...text.matchAll(/(?:^import|\bimport\s*\(|\brequire\s*\()\s*['"]([^'"\n]+)['"]/gm),
      ...text.matchAll(/^\} from\s*['"]([^'"\n]+)['"]/gm),
    ].map((match) => match[1] ?? '')
    return targets
      .filter((target) => !/^node:[a-z]+$|^\.\/[a-z-]+\.mjs$/.test(target))
      .map((target) => `${name} → ${target}`)
  })
  expect(foreign).toEqual([])
})

test('it reckons with whole numbers: no fraction is written, no floating division made', () => {
  const doubtful = texts.flatMap(({ name, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/(['"`]).*?\1/g, '')
    return /\d\.\d|Math\.|parseFloat|toFixed/.test(code) ? [name] : []
  })
  expect(doubtful).toEqual([])
})
