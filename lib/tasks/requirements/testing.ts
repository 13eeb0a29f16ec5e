import type { z } from 'zod'
import { newId } from '@/db/ids'
import {
  createContextFor,
  createMember,
  createOfficer,
  type MadePerson,
} from '@/db/testing/factories'
import type { ViewerContext } from '@/lib/context'
import type { World } from '../testing'
import type { Proposal } from './load-proposal'
import type { Requirement } from './load-requirement'
import { makeProposal } from './make-proposal'
import { registerRequirement } from './register-requirement'
import { makeProposalInput, registerRequirementInput } from './schema'

/** Shared set-up of the tests of requirements and of the plan. */

export interface Cast {
  officer: ViewerContext
  secretary: ViewerContext
  other: ViewerContext
  member: ViewerContext
  /** Of 安全监察部, and of another department. */
  department: ViewerContext
  otherDepartment: ViewerContext
}

/** The people of the tests, each signed in. */
export async function castOf(world: World): Promise<Cast> {
  const { db, committee, branches, secretaries } = world
  const as = (person: MadePerson) => createContextFor(db, person)
  const officerOf = async (department: string) =>
    as(await createOfficer(db, 'department_officer', { organisationId: committee.id, department }))
  return {
    officer: await as(world.officer),
    secretary: await as(secretaries[0]),
    other: await as(secretaries[1]),
    member: await as(await createMember(db, branches[0])),
    department: await officerOf('安全监察部'),
    otherDepartment: await officerOf('财务资产部'),
  }
}

type RequirementForm = z.input<typeof registerRequirementInput>

/** A filled-in form of a requirement. */
export function requirementForm(given: Partial<RequirementForm> = {}) {
  return registerRequirementInput.parse({
    requirementId: newId(),
    source: 'superior_document',
    reference: '国网西岭党〔2026〕7号',
    receivedOn: '2026-09-01',
    dueOn: '2026-10-31',
    title: '落实基层党支部标准化建设要求',
    content: '按上级通知要求，组织各支部对照标准自查整改。',
    ...given,
  })
}

/** A requirement registered by somebody. */
export function registered(
  by: ViewerContext,
  given: Partial<RequirementForm> = {},
): Promise<Requirement> {
  return registerRequirement(by, requirementForm(given))
}

/** A proposal in the name of the first post of somebody, or of the office given. */
export function proposed(
  by: ViewerContext,
  given: Partial<z.input<typeof makeProposalInput>> = {},
): Promise<Proposal> {
  const from = `${by.viewer.posts[0]?.organisationId}:`
  return makeProposal(
    by,
    makeProposalInput.parse({
      proposalId: newId(),
      from,
      title: '统一采购学习资料',
      content: '各支部分别购书成本高，建议统一采购。',
      ...given,
    }),
  )
}
