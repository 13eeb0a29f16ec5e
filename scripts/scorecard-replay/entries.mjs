import { points } from './whole-numbers.mjs'

/**
 * Faults of the ledger in itself: an entry twice, a reversal of nothing, of another amount or basis,
 * two standing entries on one basis, a source that is not in the bundle.
 * @param {any} bundle
 * @returns {string[]}
 */
export function ledgerFaults(bundle) {
  const faults = []
  const byId = new Map(bundle.entries.map((entry) => [entry.id, entry]))
  const known = new Set(bundle.facts.map((fact) => fact.id))
  const owed = new Set(bundle.obligations.map((one) => one.id))
  const scored = new Set(bundle.organisations.map((one) => one.id))
  const generations = new Set()
  const reversed = new Set()
  if (byId.size !== bundle.entries.length) {
    faults.push('有分录的编号重复')
  }
  for (const entry of bundle.entries) {
    const name = `分录 ${entry.id}`
    if (!scored.has(entry.organisationId)) {
      faults.push(`${name} 所属的党组织不在本包内`)
    }
    if (entry.sources.some((id) => !known.has(id))) {
      faults.push(`${name} 所依据的事实不在本包内`)
    }
    if (entry.obligationId !== null && !owed.has(entry.obligationId)) {
      faults.push(`${name} 所依据的应办事项不在本包内`)
    }
    if (entry.reversesId === null) {
      const generation = `${basisOf(entry)} ${entry.generation}`
      if (generations.has(generation)) {
        faults.push(`${name} 与另一条分录同一依据、同一序次`)
      }
      generations.add(generation)
    } else {
      faults.push(...reversalFaults(name, entry, byId.get(entry.reversesId), reversed))
      reversed.add(entry.reversesId)
    }
  }
  return faults
}

function reversalFaults(name, entry, original, reversed) {
  if (!original || original.reversesId !== null) {
    return [`${name} 所冲销的分录不存在，或本身就是冲销`]
  }
  if (reversed.has(original.id)) {
    return [`${name} 重复冲销了分录 ${original.id}`]
  }
  if (
    basisOf(entry) !== basisOf(original) ||
    entry.amountHundredths !== -original.amountHundredths
  ) {
    return [`${name} 与所冲销的分录 ${original.id} 依据不同，或金额不是相反数`]
  }
  return []
}

function basisOf({ organisationId, ruleVersion, basisKey }) {
  return `${organisationId} ${ruleVersion} ${basisKey}`
}

/**
 * The standing entries of a branch against what was reckoned: missing, extra, different.
 * @param {any} scheme
 * @param {any[]} entries of the branch, reversals included
 * @param {any[]} lines
 * @returns {string[]}
 */
export function entryDifferences(scheme, entries, lines) {
  const differences = []
  const reversed = new Set(entries.map((entry) => entry.reversesId))
  const standing = new Map()
  for (const entry of entries) {
    if (entry.reversesId === null && !reversed.has(entry.id)) {
      const key = `${entry.ruleKey} ${entry.basisKey}`
      if (standing.has(key)) {
        differences.push(`规则 ${entry.ruleKey}、依据 ${entry.basisKey} 有两条有效分录`)
      }
      standing.set(key, entry)
    }
  }
  for (const line of lines) {
    const key = `${line.ruleKey} ${line.basisKey}`
    const entry = standing.get(key)
    standing.delete(key)
    const where = `规则 ${line.ruleKey}、依据 ${line.basisKey}`
    if (entry) {
      differences.push(...unlike(scheme, entry, line).map((what) => `${where}：${what}`))
    } else {
      differences.push(`${where}：缺一条分录，应为 ${words(line.effect, line.amount)}`)
    }
  }
  for (const entry of standing.values()) {
    const has = words(entry.effect, BigInt(entry.amountHundredths))
    differences.push(
      `规则 ${entry.ruleKey}、依据 ${entry.basisKey}：多一条分录（${entry.id}，${has}），事实和规则得不出它`,
    )
  }
  return differences
}

function unlike(scheme, entry, line) {
  const faults = []
  const has = BigInt(entry.amountHundredths)
  if (entry.effect !== line.effect || has !== line.amount) {
    const found = words(entry.effect, has)
    faults.push(`分录为 ${found}，重算为 ${words(line.effect, line.amount)}`)
  }
  const version = `${scheme.year}v${scheme.version}:${line.ruleKey}`
  if (entry.ruleVersion !== version) {
    faults.push(`规则版本为 ${entry.ruleVersion}，应为 ${version}`)
  }
  if (entry.indicatorKey !== line.indicatorKey) {
    faults.push(`指标为 ${entry.indicatorKey}，应为 ${line.indicatorKey}`)
  }
  if (entry.occurredOn !== line.occurredOn) {
    faults.push(`计入日为 ${entry.occurredOn ?? '无'}，应为 ${line.occurredOn}`)
  }
  return faults
}

function words(effect, amount) {
  const names = { zero: '本项清零', veto: '一票否决' }
  return names[effect] ?? `${points(amount)} 分`
}

/**
 * Appeals that were granted and have no ruling among the facts, or another one.
 * @param {any} bundle
 * @returns {string[]}
 */
export function appealFaults(bundle) {
  const facts = new Map(bundle.facts.map((fact) => [fact.id, fact]))
  return bundle.appeals
    .filter((appeal) => appeal.state === 'corrected')
    .flatMap((appeal) => {
      const ruling = facts.get(appeal.factId)
      const isSame =
        ruling?.kind === 'ruling' &&
        ruling.organisationId === appeal.organisationId &&
        ruling.value.ruleKey === appeal.ruleKey &&
        ruling.value.basisKey === appeal.basisKey &&
        ruling.value.amountHundredths === appeal.decidedHundredths
      return isSame ? [] : [`申诉 ${appeal.id} 的决定与它的裁定事实不一致，或缺少裁定事实`]
    })
}
