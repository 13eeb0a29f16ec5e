import { firstOf, firstText, isRecord, type JsonRecord, TableFault, textOf } from './json-node'
import { exactHundredths, marksOf } from './marks'
import { namedFigure } from './read-rule-lists'
import type { Rule } from './schema'
import { amountKeys, nameOfKey } from './table-keys'

const bonusKeys = ['bonus_by_level', 'award_by_level', 'bonus', 'awards', 'by_level', '表彰加分']
const criticismKeys = ['criticism', 'criticism_by_level', 'penalty_by_level', '通报批评']
const urgingKeys = ['multiplier', 'urging', 'urge', 'double', '催办加倍']
/** Said by how we reckon: of one matter the highest counts. */
const saidKeys = ['same_matter', 'highest', '同一事项']

export interface ReadGeneral {
  rules: Rule[]
  notes: string[]
}

/**
 * Rules that a table states for everything: bonus by level of the award (同一事项就高), criticism by
 * level, and the amount that doubles after urging. Rules with an operator are read elsewhere.
 */
export function readGeneral(general: JsonRecord, nextKey: () => string): ReadGeneral {
  const read: ReadGeneral = { rules: [], notes: [] }
  for (const [key, value] of Object.entries(general)) {
    try {
      if (bonusKeys.includes(key)) {
        read.rules.push(...bonusRules(value, nextKey))
      } else if (criticismKeys.includes(key)) {
        read.rules.push(levelRule('通报批评', criticised(value), nextKey()))
      } else if (urgingKeys.includes(key)) {
        read.rules.push(urgedRule(textOf(value), nextKey()))
      } else if (!saidKeys.includes(key) && textOf(value) !== '') {
        read.notes.push(`通用规定“${textOf(value).slice(0, 60)}”没有变成规则，请核对`)
      }
    } catch (error) {
      if (!(error instanceof TableFault)) {
        throw error
      }
      read.notes.push(`通用规定“${nameOfKey(key)}”没有变成规则：${error.message}`)
    }
  }
  return read
}

const shared = (key: string, words: string) => ({
  ...{ key, words, source: { kind: 'judgement' as const } },
  ...{ capHundredths: null, isDoubledAfterUrging: false },
})

function bonusRules(value: unknown, nextKey: () => string): Rule[] {
  const entries = isRecord(value) ? Object.entries(value) : []
  const isOneScale = entries.every(([, marks]) => !isRecord(marks) && !Array.isArray(marks))
  if (isOneScale || Array.isArray(value)) {
    return [levelRule('受到表彰', levelsOf(value), nextKey())]
  }
  return entries.map(([name, levels]) => levelRule(name, levelsOf(levels), nextKey()))
}

interface Level {
  name: string
  hundredths: number
}

function levelRule(name: string, levels: Level[], key: string): Rule {
  if (levels.length === 0 || levels.length > 20) {
    throw new TableFault('没有写出各层级的分值')
  }
  return { op: 'by_level', ...shared(key, `${name}，同一事项就高不重复`.slice(0, 300)), levels }
}

function levelsOf(value: unknown): Level[] {
  const levels = Array.isArray(value)
    ? value.map((one) =>
        isRecord(one)
          ? {
              name: firstText(one, ['level', 'name', 'label', '层级']),
              hundredths: marksOf(firstOf(one, amountKeys)),
            }
          : namedFigure(textOf(one)),
      )
    : Object.entries(isRecord(value) ? value : {}).map(([name, figure]) => ({
        ...{ name, hundredths: marksOf(figure) },
      }))
  return levels.map(({ name, hundredths }) => {
    if (name === '' || hundredths === null) {
      throw new TableFault(`“${name || '某一层级'}”没有分值`)
    }
    return { name: name.slice(0, 100), hundredths }
  })
}

/** Criticism takes marks; 加倍 is twice the level before. */
function criticised(value: unknown): Level[] {
  if (!isRecord(value)) {
    return levelsOf(value).map(negative)
  }
  const levels: Level[] = []
  for (const [name, figure] of Object.entries(value)) {
    const before = levels.at(-1)?.hundredths
    const isDouble = typeof figure === 'string' && /加倍|翻倍|双倍/.test(figure)
    const hundredths = isDouble && before !== undefined ? before * 2 : marksOf(figure)
    if (hundredths === null) {
      throw new TableFault(`“${name}”没有分值`)
    }
    levels.push(negative({ name, hundredths }))
  }
  return levels
}

const negative = (level: Level): Level => ({ ...level, hundredths: -Math.abs(level.hundredths) })

/** 未按要求完成布置工作每起扣1, 经催办仍未落实加倍. */
function urgedRule(text: string, key: string): Rule {
  const figure = /(?:扣|减)\s*(\d+(?:\.\d+)?)/.exec(text)?.[1]
  if (!/加倍|翻倍|双倍|2\s*倍|两倍/.test(text)) {
    throw new TableFault('没有读出催办后加倍的规定')
  }
  const hundredths = figure === undefined ? null : exactHundredths(figure) || null
  return {
    ...shared(key, text.slice(0, 300)),
    ...{ op: 'deduct_per_event', hundredths, isDoubledAfterUrging: true },
  }
}
