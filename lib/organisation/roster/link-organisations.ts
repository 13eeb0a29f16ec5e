import type { OrganisationKind } from '@/db/enums'
import { organisationKindLabels } from '../schema'
import type { CellFault, FaultList } from './faults'
import { nearestName } from './nearest-name'
import type { ParsedOrganisation } from './parse-organisations'

const parentKinds: Record<OrganisationKind, readonly OrganisationKind[]> = {
  committee: ['committee'],
  general_branch: ['committee'],
  branch: ['committee', 'general_branch'],
  group: ['branch'],
}

/** Finds the organisation above one by its name; tells when there is none or it is of a wrong kind. */
export function linkParent(
  item: ParsedOrganisation,
  parentName: string,
  all: readonly ParsedOrganisation[],
  report: (fault: CellFault) => void,
): void {
  if (parentName === '' || parentName === '-') {
    if (item.kind !== 'committee') {
      report({
        code: 'parent-missing',
        message: `${organisationKindLabels[item.kind]}没有写上级党组织`,
        suggestion: '填写组织信息表中上级党组织的全称',
      })
    }
    return
  }
  const candidates = all.filter((each) => each.kind !== 'group')
  const parent = candidates.find((each) => each.name === parentName)
  if (!parent) {
    const nearest = nearestName(
      parentName,
      candidates.filter((each) => parentKinds[item.kind].includes(each.kind)).map((e) => e.name),
    )
    report({
      code: 'parent-unknown',
      message: `上级党组织“${parentName}”不在组织信息表中`,
      suggestion: nearest ? `可能是“${nearest}”` : '填写组织信息表中已有的名称，或先补上这个组织',
      replacement: nearest,
    })
    return
  }
  item.parent = parent
  if (!parentKinds[item.kind].includes(parent.kind)) {
    report({
      code: 'parent-kind-mismatch',
      message: `${organisationKindLabels[item.kind]}不能设在${organisationKindLabels[parent.kind]}“${parent.name}”之下`,
      suggestion: '核对组织类别和上级党组织',
    })
  }
}

/** Tells when an earlier row has the same organisation. */
export function reportDuplicate(
  item: ParsedOrganisation,
  all: readonly ParsedOrganisation[],
  report: (fault: CellFault) => void,
): void {
  // 第一党小组 may stand under every branch; the names of the others are unique.
  const first = all.find(
    (each) =>
      each.name === item.name &&
      (item.kind === 'group' ? each.parent === item.parent : each.kind !== 'group'),
  )
  if (item.name !== '' && first && first !== item) {
    report({
      code: 'organisation-duplicate',
      message: `“${item.name}”在第 ${first.row} 行已经有了`,
      suggestion: '删去重复的一行，或改成正确的名称',
    })
  }
}

/** Tells when the way up leads back to the start. */
export function reportCycle(item: ParsedOrganisation, report: (fault: CellFault) => void): void {
  const seen = new Set<ParsedOrganisation>()
  for (let above = item.parent; above && !seen.has(above); above = above.parent) {
    if (above === item) {
      report({
        code: 'parent-cycle',
        message: '沿着上级党组织往上走又回到了自己',
        suggestion: '核对这几行的上级党组织',
      })
      return
    }
    seen.add(above)
  }
}

/** Tells when the row is right but one above it is not, so that it cannot be placed. */
export function reportFaultyParent(
  item: ParsedOrganisation,
  faults: FaultList,
  report: (fault: CellFault) => void,
): void {
  if (faults.isFaulty(item)) {
    return
  }
  const seen = new Set<ParsedOrganisation>()
  for (let above = item.parent; above && !seen.has(above); above = above.parent) {
    if (faults.isFaulty(above)) {
      report({
        code: 'parent-faulty',
        message: `上级“${above.name}”（第 ${above.row} 行）有误，这一行暂时不能导入`,
        suggestion: `先改好第 ${above.row} 行，这一行会自动恢复`,
      })
      return
    }
    seen.add(above)
  }
}
