import type { ViewerContext } from '@/lib/context'
import { forbidden } from '@/lib/errors'

export interface Office {
  organisationId: string
  department: string | null
}

/**
 * The committee, and the department if any, in whose name the viewer issues forms.
 * @throws DomainError forbidden for a role without an organisation
 */
export function officeOf(ctx: ViewerContext): Office {
  const held = (['committee_officer', 'department_officer'] as const)
    .map((role) => ctx.viewer.roles.find((one) => one.role === role && one.organisationId))
    .find((one) => one !== undefined)
  if (!held?.organisationId) {
    throw forbidden('您的角色没有对应的党组织，暂不能制作填报表。请联系安全管理员核对角色。')
  }
  return { organisationId: held.organisationId, department: held.department }
}
