import { organisationKindLabels } from '../schema'
import type { CellFault, FaultList } from './faults'
import { nearestName } from './nearest-name'
import type { ParsedOrganisation } from './parse-organisations'
import type { PeopleColumn } from './table'

type Report = (column: PeopleColumn, fault: CellFault) => void
interface Against {
  organisations: readonly ParsedOrganisation[]
  faults: FaultList
}

/** Finds a member's branch and group by their names, telling what is wrong with either. */
export function placePerson(
  branchName: string,
  groupName: string,
  against: Against,
  report: Report,
): { branch: ParsedOrganisation | null; group: ParsedOrganisation | null } {
  const branch = findBranch(branchName, groupName, against, report)
  const group = branch && groupName ? findGroup(groupName, branch, against, report) : null
  return { branch, group }
}

function findBranch(
  name: string,
  groupName: string,
  { organisations, faults }: Against,
  report: Report,
): ParsedOrganisation | null {
  const byGroup = branchOfGroup(groupName, organisations)
  if (name === '') {
    report('branch', {
      code: 'organisation-missing',
      message: '没有写所在党支部',
      suggestion: byGroup ? `按党小组看，可能是“${byGroup}”` : '填写组织信息表中的党支部名称',
      replacement: byGroup,
    })
    return null
  }
  const found = organisations.find((each) => each.kind !== 'group' && each.name === name)
  if (!found) {
    const branches = organisations.filter((each) => each.kind === 'branch').map((e) => e.name)
    const nearest = nearestName(name, branches) ?? byGroup
    report('branch', {
      code: 'organisation-unknown',
      message: `“${name.slice(0, 40)}”不在组织信息表中`,
      suggestion: nearest ? `可能是“${nearest}”` : '填写组织信息表中已有的党支部名称',
      replacement: nearest,
    })
    return null
  }
  if (found.kind !== 'branch') {
    report('branch', {
      code: 'organisation-not-branch',
      message: `“${name}”是${organisationKindLabels[found.kind]}，党员应编入党支部`,
      suggestion: '填写本人所在的党支部',
    })
    return null
  }
  if (faults.isFaulty(found)) {
    report('branch', faultyPlace('organisation-faulty', found))
  }
  return found
}

function branchOfGroup(groupName: string, organisations: readonly ParsedOrganisation[]) {
  const groups = organisations.filter((each) => each.kind === 'group' && each.name === groupName)
  const parent = groups.length === 1 ? groups[0]?.parent : null
  return parent?.kind === 'branch' ? parent.name : null
}

function findGroup(
  name: string,
  branch: ParsedOrganisation,
  { organisations, faults }: Against,
  report: Report,
): ParsedOrganisation | null {
  const groups = organisations.filter((each) => each.kind === 'group')
  const own = groups.filter((each) => each.parent === branch)
  // 第一党小组 is enough within a branch whose sheet says 通信运维第一党小组.
  const ending = own.filter((each) => each.name.endsWith(name))
  const found = own.find((each) => each.name === name) ?? (ending.length === 1 ? ending[0] : null)
  if (found) {
    if (faults.isFaulty(found)) {
      report('group', faultyPlace('group-faulty', found))
    }
    return found
  }
  const elsewhere = groups.find((each) => each.name === name)
  if (elsewhere) {
    report('group', {
      code: 'group-of-other-branch',
      message: `“${name}”属于“${elsewhere.parent?.name ?? '别的支部'}”，不属于“${branch.name}”`,
      suggestion: '核对党支部和党小组；不分小组的请清空这一格',
    })
    return null
  }
  const nearest = nearestName(
    name,
    own.map((each) => each.name),
  )
  report('group', {
    code: 'group-unknown',
    message: `“${branch.name}”下没有“${name.slice(0, 40)}”`,
    suggestion: nearest ? `可能是“${nearest}”` : '填写组织信息表中的党小组；不分小组的请清空这一格',
    replacement: nearest,
  })
  return null
}

function faultyPlace(
  code: 'organisation-faulty' | 'group-faulty',
  found: ParsedOrganisation,
): CellFault {
  return {
    code,
    message: `“${found.name}”（“${found.sheet}”第 ${found.row} 行）有误，这一行暂时不能导入`,
    suggestion: `先改好第 ${found.row} 行，这一行会自动恢复`,
  }
}
