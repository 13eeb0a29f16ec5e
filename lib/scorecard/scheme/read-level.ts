import type { OrganisationClass } from '@/db/enums'
import { type Prohibition, personsProhibition } from './find-prohibited'
import { firstOf, firstText, isRecord, type JsonRecord, TableFault, textOf } from './json-node'
import { marksOf, percentOf } from './marks'
import { classesOf, ForeignClasses, figuresByClass } from './organisation-classes'
import { prohibitionOfLevel, prohibitionOfRule } from './prohibited-rule'
import { readRule } from './read-rule'
import { namedFigure } from './read-rule-lists'
import { noteNuance, steppedRule, vetoRules } from './rules-in-words'
import type { Indicator, Rule } from './schema'
import { blankLevel, inMarks, settled, wrapped } from './settle-levels'
import { classLabels } from './states'
import { amountKeys, basisKeys, departmentKeys, fullKeys, nameKeys } from './table-keys'
import { type FoundLevel, type FoundRule, partsIn } from './table-parts'

interface Circumstances {
  /** Grades of the table, best first, for its vetoes. */
  grades: readonly string[]
  /** The table gives marks to branches in one part and to persons in another. */
  isMixed: boolean
  isOfPersons: boolean
  notes: string[]
}

interface Outcome {
  rule: Rule | null
  reason: string | null
  prohibition: Prohibition | null
}

/** Where something is read: its code, and what holds because of the levels above. */
interface Here {
  code: string
  name: string
  full: number | null
  prohibition: Prohibition | null
  /** Classes that the level is for; null is all. */
  classes: OrganisationClass[] | null
}

/** Reads the levels of one table; keeps what became of each rule by its path. */
export class LevelReader {
  readonly outcomes = new Map<string, Outcome>()
  private readonly classes: ForeignClasses

  constructor(private readonly around: Circumstances) {
    this.classes = new ForeignClasses(around.notes)
  }

  /** The top levels of a table; rules and vetoes beside them get levels of their own. */
  readRoot(table: JsonRecord, name: string, total: number | null): Indicator[] {
    const parts = partsIn(table, '')
    const prohibition = this.around.isOfPersons ? personsProhibition : null
    const top = { name, full: null, prohibition, classes: null }
    const levels = this.readLevels(parts.levels, { ...top, code: '' })
    const code = String(parts.levels.length + 1)
    const own = this.readRules(parts.rules, { ...top, code })
    const vetoOnly = own.rules.every((rule) => rule.op === 'veto') ? own.rules.splice(0) : []
    const hasOwn = own.rules.length + own.children.length > 0
    const loose = hasOwn ? [{ ...blankLevel(keyOf(code), code, name), ...own }] : []
    const inWords = this.around.isOfPersons ? [] : vetoRules(parts.vetoes, 'veto', this.around)
    const vetoes = [...vetoOnly, ...inWords]
    const whole = settled(inMarks([...levels, ...loose], total), total)
    const veto = vetoes.length > 0 ? [partOf('veto', '一票否决', vetoes)] : []
    return [...wrapped(whole, name, total), ...veto]
  }

  private readLevels(found: readonly FoundLevel[], above: Here): Indicator[] {
    return found.flatMap((level, at) => {
      const read = this.readLevel(level, at + 1, above)
      return read ? [read] : []
    })
  }

  /** A level; null when nothing of it may be used. */
  private readLevel(found: FoundLevel, position: number, above: Here): Indicator | null {
    const node: JsonRecord = isRecord(found.value) ? found.value : {}
    const name = (firstText(node, nameKeys) || found.name).slice(0, 100)
    const code = above.code === '' ? String(position) : `${above.code}.${position}`
    const prohibition =
      above.prohibition ?? prohibitionOfLevel(node, name, found.path, this.around.isMixed)
    const byClass = figuresByClass(firstOf(node, fullKeys))
    if (byClass && !prohibition) {
      return this.levelByClass(found, name, code, byClass)
    }
    const full = this.fullOf(
      typeof found.value === 'object' ? firstOf(node, fullKeys) : found.value,
      name,
    )
    const classes = classesOf(node, name, this.classes.classFor) ?? above.classes
    const here = { code, name, full, prohibition, classes }
    const parts = partsIn(found.value, found.path)
    const children = this.readLevels(parts.levels, here)
    const own = this.readRules(parts.rules, here)
    if (prohibition) {
      return null
    }
    const key = keyOf(code)
    const vetoes = vetoRules(parts.vetoes, `${key}-veto`, this.around)
    return {
      ...blankLevel(key, code, name),
      fullHundredths: full,
      classes,
      department: firstText(node, departmentKeys).slice(0, 100) || null,
      basis: firstText(node, basisKeys).slice(0, 200) || null,
      rules: [
        ...own.rules,
        ...(this.orNoted(name, () => steppedRule(node, `${key}-steps`)) ?? []),
        ...vetoes,
      ],
      children: settled([...children, ...own.children], full),
    }
  }

  /** A level whose marks differ by class becomes one level for each class. */
  private levelByClass(
    { path, value }: FoundLevel,
    name: string,
    code: string,
    byClass: readonly [OrganisationClass, unknown][],
  ): Indicator {
    const bare = Object.entries(value as JsonRecord).filter(
      ([key]) => ![...fullKeys, ...nameKeys].some((one) => one === key),
    )
    const levels = byClass.map(([one, weight]) => ({
      ...{ path, name: `${name}（${classLabels[one]}）`.slice(0, 100) },
      value: { ...Object.fromEntries(bare), weight, classes: [one] },
    }))
    const here = { code, name, full: null, prohibition: null, classes: null }
    return { ...blankLevel(keyOf(code), code, name), children: this.readLevels(levels, here) }
  }

  /** Rules of a level; those for some classes only become levels of their own. */
  private readRules(
    found: readonly FoundRule[],
    here: Here,
  ): Pick<Indicator, 'rules' | 'children'> {
    const read = { rules: [] as Rule[], children: [] as Indicator[] }
    let count = 0
    for (const { path, rule } of found) {
      for (const { classes, variant } of this.variants(rule, here.classes)) {
        count += 1
        const outcome = this.readOne(variant, `${keyOf(here.code)}-r${count}`, here)
        this.outcomes.set(path, outcome)
        if (outcome.rule) {
          noteNuance(outcome.rule, path, this.around.notes)
          const code = `${here.code}.r${count}`
          const words = outcome.rule.words.slice(0, 100)
          const level = { ...blankLevel(keyOf(code), code, words), classes, rules: [outcome.rule] }
          classes === null ? read.rules.push(outcome.rule) : read.children.push(level)
        }
      }
    }
    return read
  }

  /** A rule for each class with figures of its own; those of the level only. */
  private variants(rule: FoundRule['rule'], own: OrganisationClass[] | null) {
    return this.allVariants(rule).flatMap(({ classes, variant }) => {
      const common = own && classes ? classes.filter((one) => own.includes(one)) : classes
      const isWhole = own !== null && common?.length === own.length
      return common?.length === 0 ? [] : [{ classes: isWhole ? null : common, variant }]
    })
  }

  private allVariants(rule: FoundRule['rule']) {
    const classes = classesOf(rule, '', this.classes.classFor)
    const amountKey = amountKeys.find((key) => rule[key] !== undefined && rule[key] !== null)
    const byClass = amountKey === undefined ? null : figuresByClass(rule[amountKey])
    return byClass && amountKey !== undefined
      ? byClass.map(([one, amount]) => ({
          ...{ classes: [one], variant: { ...rule, [amountKey]: amount } },
        }))
      : [{ classes, variant: rule }]
  }

  private readOne(rule: FoundRule['rule'], key: string, here: Here): Outcome {
    const prohibition = here.prohibition ?? prohibitionOfRule(rule, here.name)
    if (prohibition) {
      return { rule: null, reason: null, prohibition }
    }
    try {
      const { grades } = this.around
      const around = { key, itemName: here.name, fullHundredths: here.full, grades }
      return { rule: readRule(rule, around), reason: null, prohibition: null }
    } catch (error) {
      if (error instanceof TableFault) {
        return { rule: null, reason: error.message, prohibition: null }
      }
      throw error
    }
  }

  /** Full marks without sign; what cannot be read is noted and left to the author. */
  private fullOf(given: unknown, name: string): number | null {
    const read = this.orNoted(name, () => {
      const text = textOf(given)
      const named = typeof given === 'string' ? namedFigure(text).hundredths : null
      return text.endsWith('%') ? percentOf(text) : (named ?? marksOf(given))
    })
    return read ? Math.abs(read) : null
  }

  private orNoted<T>(name: string, read: () => T): T | null {
    try {
      return read()
    } catch (error) {
      if (!(error instanceof TableFault)) {
        throw error
      }
      this.around.notes.push(`“${name}”的分值没有读出来：${error.message}`)
      return null
    }
  }
}

/** A part beside the full marks, such as the vetoes. */
export function partOf(key: string, name: string, rules: readonly Rule[]): Indicator {
  return { ...blankLevel(key, name, name), rules: [...rules] }
}

const keyOf = (code: string) => `i${code.replaceAll('.', '-')}`.slice(0, 30)
