import { type OrganisationClass, organisationClasses } from '@/db/enums'
import { isRecord, type JsonRecord, textOf } from './json-node'
import { classLabels } from './states'

const signs: readonly [OrganisationClass, RegExp][] = [
  ['III', /^(?:III|iii|3|三|C)(?:类|$)/],
  ['II', /^(?:II|ii|2|二|B)(?:类|$)/],
  ['I', /^(?:I|i|1|一|A)(?:类|$)/],
]
/** In the name of a level only unmistakable spellings count: Ⅰ类支部个性指标, (二类). */
const named = /(?:^|\(|\[|【)(III|II|I|一|二|三)类/
const classKeys = ['classes', 'class', 'applies_to', 'appliesTo', 'for', 'only', '分类', '适用']
const forAll = /^(?:all|全部|所有|共性|通用|各类|common|党支部|支部)$/i

/** The class a text names: `Ⅰ类`, `II`, `三类支部`; null when none of ours. */
export function classOf(text: string): OrganisationClass | null {
  const bare = text.normalize('NFKC').trim()
  return signs.find(([, pattern]) => pattern.test(bare))?.[0] ?? null
}

/**
 * Classes that a level or rule is for: by its own key or its name; null is for all. A name that is
 * none of ours (生产类) is given to `unknown`.
 */
export function classesOf(
  node: JsonRecord,
  name: string,
  unknown: (text: string) => OrganisationClass | null,
): OrganisationClass[] | null {
  const given = classKeys.map((key) => node[key]).find((value) => value !== undefined)
  const texts = Array.isArray(given) ? given : textOf(given).split(/[、,，/与和及\s]+/)
  const read = texts
    .map(textOf)
    .filter((text) => text !== '' && !forAll.test(text))
    .map((text) => classOf(text) ?? unknown(text))
    .filter((one) => one !== null)
  const own = named.exec(name.normalize('NFKC'))?.[1]
  const all = read.length > 0 || own === undefined ? read : [classOf(own)]
  const classes = organisationClasses.filter((one) => all.includes(one))
  return classes.length > 0 ? classes : null
}

/** Figures by class ({Ⅰ类: 40, Ⅱ类: 30}); null when the value is no such map. */
export function figuresByClass(value: unknown): [OrganisationClass, unknown][] | null {
  const entries = isRecord(value) ? Object.entries(value) : []
  const read = entries.map(([key, one]): [OrganisationClass | null, unknown] => [classOf(key), one])
  const known = read.filter((pair): pair is [OrganisationClass, unknown] => pair[0] !== null)
  return known.length > 0 && known.length === entries.length ? known : null
}

/** Class names that are none of ours (生产类, 职能类): up to three of them stand for Ⅰ, Ⅱ and Ⅲ. */
export class ForeignClasses {
  private readonly names: string[] = []

  constructor(private readonly notes: string[]) {}

  /** The class that a name stands for, noted for the author; null beyond three. */
  readonly classFor = (name: string): OrganisationClass | null => {
    if (!this.names.includes(name)) {
      this.names.push(name)
      const place = organisationClasses[this.names.length - 1]
      this.notes.push(
        place === undefined
          ? `“${name}”不在Ⅰ、Ⅱ、Ⅲ类之内，按共性指标读入，请核对`
          : `“${name}”暂按${classLabels[place]}读入，请核对`,
      )
    }
    return organisationClasses[this.names.indexOf(name)] ?? null
  }
}
