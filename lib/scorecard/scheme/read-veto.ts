import { firstOf, firstText, isRecord, TableFault, textOf } from './json-node'
import type { VetoEffect } from './schema'

const clears = /清零|记0分|计0分|得0分|为0分|零分|归零|不得分/
const noAward =
  /评先|评优|先进|表彰|奖励|资格|取消|不得参评|一票否决|不予评定|不参加评|no_award|disqualif/i
const limits = /不得|不能|不予|不可|取消|最高|上限|至多|不超过|不高于|以下|ceiling|cap/i
const oneDown = /降(?:低)?(?:一|1)(?:个)?(?:档|等|级)|下调|降档|降级/

/**
 * What a veto does, from its words; `zero` clears the item. `不得列一类` puts the best grade out
 * of reach, `当年定三类` names the grade. Words without an effect take away the award.
 * @param grades of the table, best first; empty where it names none
 */
export function effectOf(text: string, grades: readonly string[]): VetoEffect | 'zero' {
  const bare = text.normalize('NFKC').replace(/\s/g, '')
  if (clears.test(bare)) {
    return 'zero'
  }
  if (oneDown.test(bare)) {
    return { kind: 'lower' }
  }
  const grade = gradeIn(bare, grades)
  if (grade === null || (noAward.test(bare) && !limits.test(bare))) {
    return { kind: 'no_award' }
  }
  if (!limits.test(bare)) {
    return { kind: 'grade', grade }
  }
  return limitOf(bare, grade, grades)
}

function limitOf(bare: string, grade: string, grades: readonly string[]): VetoEffect {
  // 最高评为一般 allows the grade itself; 不得列一类 does not.
  if (!/不得|不能|不予|不可|取消/.test(bare)) {
    return { kind: 'ceiling', grade }
  }
  const next = grades[grades.indexOf(grade) + 1]
  return grades.includes(grade) && grades.indexOf(grade) > 0 && next !== undefined
    ? { kind: 'ceiling', grade: next }
    : { kind: 'no_award' }
}

const usual = [
  ...['一类', '二类', '三类', '四类', '优秀', '良好', '较好', '基本合格', '不合格', '合格'],
  ...[
    '基本达标',
    '不达标',
    '达标',
    '一般',
    '较差',
    '差',
    '无星',
    '一星',
    '二星',
    '三星',
    '四星',
    '五星',
  ],
  ...['红榜', '蓝榜', 'A级', 'B级', 'C级', 'D级', '后进', '先进'],
] as const

function gradeIn(bare: string, grades: readonly string[]): string | null {
  const tail = bare.replace(/^.*(?:→|->|⇒|=>)/, '')
  const known = [...grades].sort((a, b) => b.length - a.length).find((name) => tail.includes(name))
  if (known !== undefined) {
    return known
  }
  const named = /(?:定为|评为|评定为|列为|降为|确定为|列入|直接定|定|列)([^,。;]+)/.exec(tail)?.[1]
  const place = named ?? (tail === bare ? '' : tail)
  return usual.find((name) => place.startsWith(name)) ?? null
}

/** Under these keys a veto says what follows. */
export const effectKeys = ['effect', 'result', 'grade', 'then', 'to', '后果', '处理']

/** The order of grades that a veto alone names: 三类 stands in 一类, 二类, 三类. */
export function gradesNamedIn(texts: readonly string[]): string[] {
  const families = [
    ['一类', '二类', '三类'],
    ['优秀', '良好', '一般', '较差'],
    ['优秀', '合格', '基本合格', '不合格'],
    ['五星', '四星', '三星', '二星', '一星', '无星'],
    ['达标', '基本达标', '不达标'],
  ]
  const all = texts.join('\n').normalize('NFKC')
  const named = families.map((family) => family.filter((grade) => all.includes(grade)).length)
  const most = Math.max(...named)
  return most === 0 ? [] : (families[named.indexOf(most)] ?? [])
}

/**
 * What a veto does, from its words or from an object: {grade}, {max_grade}, {kind, grade}.
 * @throws TableFault likewise
 */
export function effectIn(value: unknown, grades: readonly string[]): VetoEffect | 'zero' {
  if (!isRecord(value)) {
    return effectOf(textOf(value), grades)
  }
  const kind = firstText(value, ['kind', 'type', 'effect', 'method'])
  const ceiling = firstText(value, ['max_grade', 'maxGrade', 'ceiling', 'cap', 'highest', '最高'])
  const grade = firstText(value, ['grade', 'to', 'set', 'name', '等次'])
  if (ceiling !== '') {
    return { kind: 'ceiling', grade: ceiling }
  }
  if (grade !== '') {
    return { kind: /ceil|cap|max|limit/i.test(kind) ? 'ceiling' : 'grade', grade }
  }
  if (kind === '') {
    throw new TableFault('否决后果的写法读不懂')
  }
  return effectOf(kind, grades)
}

/** A veto as a table writes it: what happens, and what follows. */
export interface WrittenVeto {
  words: string
  effect: VetoEffect | 'zero'
}

/**
 * A veto in words (违法违纪→三类) or as an object {when, effect}; null for what holds none.
 * @throws TableFault when its effect cannot be expressed
 */
export function readVeto(value: unknown, grades: readonly string[]): WrittenVeto | null {
  if (isRecord(value)) {
    const words = firstText(value, ['when', 'what', 'condition', 'name', 'text', 'desc', '情形'])
    const said = firstOf(value, effectKeys)
    return words === '' && said === undefined
      ? null
      : { words: words || textOf(said) || '否决', effect: effectIn(said ?? words, grades) }
  }
  const text = textOf(value)
  if (text === '') {
    return null
  }
  const [words = text] = text.split(/→|->|⇒|=>/)
  return { words: words.trim() || text, effect: effectOf(text, grades) }
}
