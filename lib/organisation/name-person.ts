import type { ViewerContext } from '@/lib/context'
import { invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import { findPeople } from './person-queries'

/**
 * The one person meant in a form by employee number or name; asked only by those who may appoint.
 * @throws DomainError forbidden; invalid when nobody or several fit
 */
export async function namePerson(
  ctx: ViewerContext,
  organisationId: string,
  text: string,
): Promise<string> {
  authorize(ctx.viewer, 'organisation.appoint', { organisationId })
  const [personId, another] = await findPeople(ctx.db, text)
  if (personId === undefined) {
    throw invalid(`没有找到“${text}”，请核对工号或姓名；新同志请先从花名册导入。`, {
      person: '没有这个工号或姓名',
    })
  }
  if (another !== undefined) {
    throw invalid(`“${text}”有多人同名，请改填工号。`, { person: '有多人同名，请填工号' })
  }
  return personId
}
