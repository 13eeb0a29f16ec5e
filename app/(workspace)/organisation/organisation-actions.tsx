import { LinkButton } from '@/components/ui/button'
import { menuItemClass } from '@/components/ui/menu-item'
import { MoreMenu } from '@/components/ui/more-menu'
import { TextLink } from '@/components/ui/text-link'
import type { OrganisationKind } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { type ChangeAct, changeActLabels, changeActs } from '@/lib/organisation/address'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { can } from '@/lib/policy'

type Props = { ctx: ViewerContext; organisation: OrganisationOnDay }

/** What may be done to an organisation, each on a page of its own. */
export function OrganisationActions({ ctx, organisation }: Props) {
  const { id, kind, parentId } = organisation
  const canRestructure = can(ctx.viewer, 'organisation.restructure', { organisationId: id })
  const canAppoint = can(ctx.viewer, 'organisation.appoint', { organisationId: id })
  const canAdd =
    kind === 'branch' && can(ctx.viewer, 'organisation.addPerson', { organisationId: id })
  return (
    <div className="no-print flex flex-wrap gap-2">
      {canAppoint ? <LinkButton href={`/organisation/${id}/secretary`}>更换书记</LinkButton> : null}
      {canAdd ? <LinkButton href={`/organisation/${id}/add-person`}>登记党员</LinkButton> : null}
      {canRestructure ? (
        <MoreMenu trigger="办理变更">
          {changeActs
            .filter((act) => applies(act, kind, parentId))
            .map((act) => (
              <TextLink
                key={act}
                href={`/organisation/${id}/change/${act}`}
                plain
                className={menuItemClass}
              >
                {changeActLabels[act]}
              </TextLink>
            ))}
        </MoreMenu>
      ) : null}
    </div>
  )
}

function applies(act: ChangeAct, kind: OrganisationKind, parentId: string | null): boolean {
  const isTop = parentId === null
  return (
    !(act === 'class' && kind !== 'branch') &&
    !(act === 'found' && kind === 'group') &&
    !(isTop && (act === 'move' || act === 'merge' || act === 'end'))
  )
}
