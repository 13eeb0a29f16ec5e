/** A value that the system knows already, and the sentence that says from where. */
export interface KnownValue {
  value: string
  source: string
}

/** Something the system knows of every organisation on a day. */
export interface KnownFact {
  key: string
  label: string
  kind: 'text' | 'number' | 'date'
  /** Other names under which a form may ask for it. */
  otherLabels?: readonly string[]
}

/** What is known of every organisation without anybody reporting it. */
export const knownFacts: readonly KnownFact[] = [
  {
    key: 'organisation.name',
    label: '党组织名称',
    kind: 'text',
    otherLabels: ['支部名称', '党支部名称', '所在支部', '填报单位', '支部'],
  },
  {
    key: 'organisation.secretary',
    label: '书记',
    kind: 'text',
    otherLabels: ['支部书记', '书记姓名', '党支部书记', '党组织书记'],
  },
  {
    key: 'organisation.kind',
    label: '组织类别',
    kind: 'text',
    otherLabels: ['党组织类别', '组织类型'],
  },
  { key: 'organisation.class', label: '考核分类', kind: 'text', otherLabels: ['支部类别', '分类'] },
  {
    key: 'organisation.parent',
    label: '上级党组织',
    kind: 'text',
    otherLabels: ['所属党总支', '上级组织'],
  },
  {
    key: 'organisation.termEndsOn',
    label: '换届日期',
    kind: 'date',
    otherLabels: ['换届时间', '届满日期', '届满时间', '任期届满日期', '应换届日期'],
  },
  {
    key: 'organisation.committeeSize',
    label: '班子成员数',
    kind: 'number',
    otherLabels: ['支委人数', '委员人数', '支委会人数', '支部委员人数'],
  },
  {
    key: 'organisation.groups',
    label: '党小组数',
    kind: 'number',
    otherLabels: ['党小组个数', '党小组数量'],
  },
  {
    key: 'roster.total',
    label: '党员总数',
    kind: 'number',
    otherLabels: ['党员人数', '党员数', '支部党员人数', '支部党员数', '在册党员数'],
  },
  {
    key: 'roster.full',
    label: '正式党员数',
    kind: 'number',
    otherLabels: ['正式党员人数', '正式党员'],
  },
  {
    key: 'roster.probationary',
    label: '预备党员数',
    kind: 'number',
    otherLabels: ['预备党员人数', '预备党员'],
  },
  {
    key: 'roster.voting',
    label: '有表决权党员数',
    kind: 'number',
    otherLabels: ['有表决权人数', '有表决权党员人数'],
  },
]

/** Prefixes of keys of what approved reports have published: the standing value, and last period's. */
export const standingPrefix = 'value:'
export const lastPrefix = 'last:'

/** What a key is called on the screen; null for a key that means nothing. */
export function knownLabel(key: string): string | null {
  const fixed = knownFacts.find((fact) => fact.key === key)
  if (fixed) {
    return fixed.label
  }
  if (key.startsWith(standingPrefix) && key.length > standingPrefix.length) {
    return `已报的“${key.slice(standingPrefix.length)}”`
  }
  return key.startsWith(lastPrefix) && key.length > lastPrefix.length
    ? `上期的“${key.slice(lastPrefix.length)}”`
    : null
}
