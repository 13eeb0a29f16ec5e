import type { ViewerContext } from '@/lib/context'
import { forbidden } from '@/lib/errors'

/** In whose name an officer acts: the committee, and the department if any. */
export interface IssuingOffice {
  organisationId: string
  department: string | null
}

/**
 * The office in whose name the viewer issues: his committee, or his department of it.
 * @throws DomainError forbidden when his role stands at no organisation
 */
export function issuingOffice(ctx: ViewerContext): IssuingOffice {
  const held = (['committee_officer', 'department_officer'] as const)
    .map((role) => ctx.viewer.roles.find((one) => one.role === role && one.organisationId))
    .find((one) => one !== undefined)
  if (!held?.organisationId) {
    throw forbidden('您的角色没有对应的党组织，暂不能办理。请联系安全管理员核对角色。')
  }
  return { organisationId: held.organisationId, department: held.department }
}
