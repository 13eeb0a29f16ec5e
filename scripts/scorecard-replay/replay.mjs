import { checkCode } from './canonical.mjs'
import { appealFaults, entryDifferences, ledgerFaults } from './entries.mjs'
import { folded } from './fold.mjs'
import { gradesOf, ranksOf } from './grades.mjs'
import { linesOf } from './lines.mjs'
import { resultDifferences } from './result.mjs'
import { grouped, sorted } from './standing.mjs'

/**
 * Reckons a bundle again and compares. Differences make the bundle wrong; notes do not.
 * @param {any} bundle
 * @returns {{ differences: string[], notes: string[] }}
 */
export function replayed(bundle) {
  const differences = []
  const notes = []
  const code = checkCode(bundle)
  if (code !== bundle.sha256) {
    differences.push(`校验码不一致：文件写的是 ${bundle.sha256}，重算为 ${code}`)
  }
  differences.push(...ledgerFaults(bundle), ...appealFaults(bundle))
  const found = sorted(bundle)
  const entries = grouped(bundle.entries, (entry) => entry.organisationId)
  const vetoOf = vetoEffects(bundle.scheme.document.indicators)
  const scores = bundle.organisations.map((organisation) => {
    const { judgements, lines, unread } = linesOf(bundle, found, organisation)
    const own = entries.get(organisation.id) ?? []
    const name = nameOf(organisation)
    const unlike = entryDifferences(bundle.scheme, own, lines)
    differences.push(...unlike.map((one) => `${name} ${one}`))
    notes.push(
      ...unread.map(
        (one) => `${name} 规则 ${one.rule.key}、依据 ${one.basisKey}：不合规则的取值范围，未计入`,
      ),
    )
    const standing = lines.filter((line) => line.effect === 'veto')
    const vetoes = standing.map((line) => vetoOf.get(line.ruleKey)).filter(Boolean)
    return { organisation, vetoes, ...folded(bundle, organisation, lines, judgements) }
  })
  const ranks = ranksOf(scores)
  const grades = gradesOf(bundle.scheme.document, scores)
  const results = new Map(bundle.result.organisations.map((one) => [one.id, one]))
  for (const score of scores) {
    const { id } = score.organisation
    const reckoned = { ...score, rank: ranks.get(id) ?? null, grade: grades.get(id) ?? null }
    const unlike = resultDifferences(results.get(id), reckoned)
    differences.push(...unlike.map((one) => `${nameOf(score.organisation)} ${one}`))
    results.delete(id)
  }
  differences.push(...[...results.keys()].map((id) => `结果里的 ${id} 不在党组织名单里`))
  return { differences, notes: [...notes, ...attendanceNotes(bundle)] }
}

function nameOf({ code, name }) {
  return `${name}（${code}）`
}

function vetoEffects(indicators) {
  const effects = new Map()
  for (const indicator of indicators) {
    for (const rule of indicator.rules) {
      if (rule.op === 'veto') {
        effects.set(rule.key, rule.effect)
      }
    }
    for (const [key, effect] of vetoEffects(indicator.children)) {
      effects.set(key, effect)
    }
  }
  return effects
}

/** 应到 against the roster of that day, where the bundle has it. */
function attendanceNotes(bundle) {
  const rosters = new Map(
    bundle.denominators.map((one) => [`${one.organisationId} ${one.on}`, one]),
  )
  return bundle.activities.flatMap(({ id, organisationId, heldOn, expected }) => {
    const roster = rosters.get(`${organisationId} ${heldOn}`)
    return roster && expected > roster.total
      ? [`活动 ${id} 应到 ${expected} 人，多于 ${heldOn} 在册的 ${roster.total} 人`]
      : []
  })
}
