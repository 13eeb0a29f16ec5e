import { planEntries } from '../engine/plan-entries'
import { personsProhibition, prohibitedIn } from './find-prohibited'
import type { JsonRecord } from './json-node'
import { type ReadTable, readTable, tablesIn } from './read-table'
import { sampleObservation } from './sample-observation'
import { indicatorsOf, type Rule, ruleSchema, type SchemeDocument } from './schema'
import { isOwnFormat, ownScheme } from './table-json'

/** What a table of rules can and cannot be used for. */
export interface TableCheck {
  id: string
  /** Number of rule objects with an operator. */
  rules: number
  /** Of these, rules that the engine scored a sample with. */
  supported: number
  unsupported: { path: string; op: string; reason: string }[]
  prohibited: { path: string; op: string; clause: string; sentence: string }[]
  notes: string[]
}

/** Checks every table of a file (one table, a list, or `{tables: […]}`). Writes nothing. */
export function checkTables(file: unknown): TableCheck[] {
  if (isOwnFormat(file)) {
    return [checkOwn(ownScheme(file.scheme))]
  }
  return tablesIn(file).map((table, at) => checkTable(table, at + 1))
}

/** A scheme in our own format: its rules are named by their place in the scheme. */
function checkOwn(document: SchemeDocument): TableCheck {
  const check: TableCheck = {
    ...{ id: document.name, rules: 0, supported: 0, unsupported: [], prohibited: [], notes: [] },
  }
  const banned = prohibitedIn(document)
  for (const indicator of indicatorsOf(document)) {
    const place = `${indicator.code} ${indicator.name}`
    indicator.rules.forEach((rule, at) => {
      const path = `${place} 第 ${at + 1} 条`
      const prohibition = banned.find((one) => one.path === path || one.path === place)
      const fault = scoringFault(rule)
      check.rules += 1
      if (prohibition) {
        check.prohibited.push({ ...prohibition, path, op: rule.op })
      } else if (fault === null) {
        check.supported += 1
      } else {
        check.unsupported.push({ path, op: rule.op, reason: fault })
      }
    })
  }
  return check
}

function checkTable(table: JsonRecord, position: number): TableCheck {
  const read = readTable(table, position)
  const check: TableCheck = {
    ...{ id: read.id, rules: read.rules.length, supported: 0 },
    ...{ unsupported: [], prohibited: [], notes: read.notes },
  }
  for (const { path, op, rule, reason, prohibition } of read.rules) {
    const fault = rule ? scoringFault(rule) : reason
    if (prohibition) {
      check.prohibited.push({ path, op, ...prohibition })
    } else if (fault !== null) {
      check.unsupported.push({ path, op, reason: fault })
    } else {
      check.supported += 1
    }
  }
  // A table of persons is refused even where none of its rules is written out.
  if (read.isOfPersons && check.prohibited.length === 0) {
    check.prohibited.push({ path: 'scope', op: '', ...personsProhibition })
  }
  check.notes.push(...partFaults(read))
  return check
}

/** Rules that were made of words (vetoes, bonus by level) are tried as well. */
function partFaults({ document }: ReadTable): string[] {
  const parts = document.indicators.filter((one) => /^(?:general|veto)$/.test(one.key))
  return parts.flatMap((part) =>
    part.rules.flatMap((rule) => {
      const fault = scoringFault(rule)
      return fault === null ? [] : [`“${rule.words}”不能计分：${fault}`]
    }),
  )
}

/** Why the engine cannot score with a rule, or null: it is tried on a sample. */
export function scoringFault(rule: Rule): string | null {
  const parsed = ruleSchema.safeParse(rule)
  if (!parsed.success) {
    return '分值或内容超出了能记录的范围'
  }
  try {
    const { entries, problems } = planEntries(parsed.data, [sampleObservation(parsed.data)])
    const isScored =
      entries.length > 0 && entries.every((entry) => Number.isInteger(entry.amountHundredths))
    return isScored ? null : `试算没有得出分录${problems[0] ? `：${problems[0].sentence}` : ''}`
  } catch (error) {
    return `试算没有通过：${error instanceof Error ? error.message : String(error)}`
  }
}
