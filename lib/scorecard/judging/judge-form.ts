import { z } from 'zod'
import type { JudgedItem, JudgedValue } from '@/lib/facts/judgement-schema'
import { pointsIn } from '../self/schema'
import { type JudgeInput, judgeInput } from './schema'

type Fields = Record<string, string | string[] | undefined>

/** Lines of a form are named `r:<rule>:<line>:<field>`. */
const lineName = /^r:([a-z0-9._-]+):(\d+):kind$/

class FieldFault extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message)
  }
}

/**
 * The form of 初评 as judgement input: lines that are left empty are none. What cannot be read names
 * its rule (`rule:<key>`), as the verb's own sentences do.
 */
export const judgeForm = z
  .looseObject({ nextId: z.uuid().optional().catch(undefined) })
  .transform((form, issues): JudgeInput & { nextId?: string } => {
    const fields = form as Fields
    const items: JudgedItem[] = []
    for (const name of Object.keys(fields)) {
      const match = lineName.exec(name)
      if (!match) {
        continue
      }
      const [, ruleKey = '', line] = match
      try {
        const item = readLine(ruleKey, lineOf(fields, `r:${ruleKey}:${line}:`))
        if (item) {
          items.push(item)
        }
      } catch (error) {
        if (!(error instanceof FieldFault)) {
          throw error
        }
        issues.addIssue({ code: 'custom', path: [`rule:${ruleKey}`], message: error.message })
      }
    }
    const note = typeof fields.note === 'string' ? fields.note : null
    const read = judgeInput.safeParse({ ...fields, note, items })
    if (!read.success) {
      for (const issue of read.error.issues) {
        const [first, at] = issue.path
        const ruleKey = first === 'items' ? items[Number(at)]?.ruleKey : undefined
        const message = ruleKey ? '请写明事项和日期' : issue.message
        issues.addIssue({
          code: 'custom',
          path: [ruleKey ? `rule:${ruleKey}` : String(first)],
          message,
        })
      }
      return z.NEVER
    }
    return { ...read.data, nextId: form.nextId }
  })

function lineOf(fields: Fields, prefix: string): (name: string) => string {
  return (name) => {
    const value = fields[`${prefix}${name}`]
    return (Array.isArray(value) ? value.join(' ') : (value ?? '')).trim()
  }
}

function readLine(ruleKey: string, text: (name: string) => string): JudgedItem | null {
  const value = readValue(text)
  if (value === null) {
    return null
  }
  return {
    itemKey: text('itemKey') || globalThis.crypto.randomUUID(),
    ruleKey,
    occurredOn: text('occurredOn'),
    words: text('words') || text('ruleWords').slice(0, 200),
    isUrged: text('isUrged') !== '',
    value,
  }
}

/** Null for a line with nothing in it. */
function readValue(text: (name: string) => string): JudgedValue | null {
  switch (text('kind')) {
    case 'events':
      return filled(text('count'), (count) => ({ kind: 'events', count: whole(count, '次数') }))
    case 'amount':
      return filled(text('points'), (points) => ({ kind: 'amount', hundredths: pointsOf(points) }))
    case 'value':
      return filled(text('points'), (points) => ({ kind: 'value', hundredths: pointsOf(points) }))
    case 'met':
      return filled(text('met'), (met) =>
        met === 'yes' || text('isOnce') ? { kind: 'met', isMet: met === 'yes' } : null,
      )
    case 'parts':
      return { kind: 'parts', met: text('parts').split(' ').filter(Boolean).map(Number) }
    case 'tier':
      return filled(text('tier'), (tier) => ({ kind: 'tier', position: whole(tier, '档次') }))
    case 'level':
      return filled(text('level'), (level) => {
        if (text('matter') === '') {
          throw new FieldFault('matter', '请写明是哪一件事，同一事项就高不重复')
        }
        return { kind: 'level', level: whole(level, '层级'), matter: text('matter') }
      })
    case 'rate':
      return filled(text('denominator'), (denominator) => ({
        kind: 'rate',
        numerator: whole(text('numerator'), '实际数'),
        denominator: whole(denominator, '应有数'),
      }))
    default:
      return null
  }
}

function filled<T>(text: string, read: (text: string) => T | null): T | null {
  return text === '' ? null : read(text)
}

function whole(text: string, what: string): number {
  if (!/^\d{1,6}$/.test(text.normalize('NFKC'))) {
    throw new FieldFault(what, `${what}请填整数`)
  }
  return Number(text.normalize('NFKC'))
}

function pointsOf(text: string): number {
  const hundredths = pointsIn(text)
  if (hundredths === null) {
    throw new FieldFault('points', '请填数，最多两位小数，例如 1.5')
  }
  return hundredths
}
