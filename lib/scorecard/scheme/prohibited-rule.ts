import {
  namesPersons,
  type Prohibition,
  personsProhibition,
  prohibitionOf,
  prohibitionOfMeasure,
  scopeOf,
} from './find-prohibited'
import { firstText, isRecord, type JsonRecord, textOf } from './json-node'

const measureKeys = [
  ...['source', 'metric', 'measure', 'data', 'data_source', 'field', 'from', 'event', 'by'],
  ...['indicator', 'basis_of', '数据来源', '来源'],
]

/**
 * Why a rule as published may not be used, or null: every text in it is looked at, with the name of
 * its item in front, and the names it gives to where its data come from.
 */
export function prohibitionOfRule(rule: JsonRecord, itemName: string): Prohibition | null {
  const measure = measureKeys
    .map((key) => textOf(rule[key]))
    .filter((text) => text !== '')
    .map(prohibitionOfMeasure)
    .find((one) => one !== null)
  const texts = textsIn(rule)
  const onPlatform = /强国|平台|公众号|微信|云课堂|网[络上]|线上|app/i.test(itemName)
  const named = onPlatform ? texts.map((text) => itemName + text) : []
  return measure ?? prohibitionOf([...texts, ...named].join('\n'))
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.flatMap(textsIn)
  }
  if (isRecord(value)) {
    return Object.entries(value).flatMap(([key, one]) =>
      key === 'op' ? [] : /\p{Script=Han}/u.test(key) ? [key, ...textsIn(one)] : textsIn(one),
    )
  }
  return typeof value === 'string' ? [value] : []
}

/**
 * Why a level may not be used, or null: it is the part for persons, or its name is that of a
 * prohibited source. In a table for both, a part named 党员 is the one for persons.
 */
export function prohibitionOfLevel(
  node: JsonRecord,
  name: string,
  path: string,
  isMixed: boolean,
): Prohibition | null {
  const scope = scopeOf(firstText(node, ['scope', 'subject', 'object', 'target', '对象']))
  const isPersonPart =
    scope === 'persons' ||
    namesPersons(name) ||
    /(?:^|\.)(?:members?|party_members?|persons?)$/i.test(path) ||
    (isMixed && /^(?:党员|个人)(?!.*(?:教育|管理|队伍|发展|作用|学习))/.test(name))
  return isPersonPart ? personsProhibition : prohibitionOf(name)
}
