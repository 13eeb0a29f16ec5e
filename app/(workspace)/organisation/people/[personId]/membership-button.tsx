import {
  DetachForm,
  EndMembershipForm,
  MemberKindForm,
} from '@/components/organisation/person-forms'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import type { ViewerContext } from '@/lib/context'
import type { PersonMembership } from '@/lib/organisation/person-queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { changeMemberKindHere, detachHere, endMembershipHere } from '../../actions'

type MembershipButtonProps = {
  ctx: ViewerContext
  personId: string
  row: PersonMembership
  /** Posts the person holds today. */
  posts: number
}

/** What may be done about one membership: 转正 for a 预备党员, ending a 编入 or the 组织关系. */
export function MembershipButton({ ctx, personId, row, posts }: MembershipButtonProps) {
  const today = dayOf(ctx.now)
  const { organisationId } = row
  if (row.validTo !== null && row.validTo <= today) {
    return null
  }
  if (row.relation !== 'membership') {
    return can(ctx.viewer, 'organisation.restructure', { organisationId }) ? (
      <DisclosureDialog trigger="结束编入" triggerSize="small" title="结束编入">
        <DetachForm action={detachHere} membershipId={row.id} today={today} />
      </DisclosureDialog>
    ) : null
  }
  const mayBecomeFull =
    row.memberKind === 'probationary' &&
    row.validFrom <= today &&
    can(ctx.viewer, 'person.changeKind', { personId, organisationId })
  const since = row.validFrom
  return (
    <div className="flex flex-wrap gap-3">
      {mayBecomeFull ? (
        <DisclosureDialog trigger="转正" triggerSize="small" title="预备党员转正">
          <MemberKindForm
            action={changeMemberKindHere}
            personId={personId}
            since={since}
            today={today}
          />
        </DisclosureDialog>
      ) : null}
      {since <= today && can(ctx.viewer, 'organisation.restructure', { organisationId }) ? (
        <DisclosureDialog trigger="结束组织关系" triggerSize="small" title="结束组织关系">
          <EndMembershipForm
            action={endMembershipHere}
            personId={personId}
            posts={posts}
            since={since}
            today={today}
          />
        </DisclosureDialog>
      ) : null}
    </div>
  )
}
