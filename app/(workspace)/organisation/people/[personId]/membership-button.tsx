import { DetachForm, MemberKindForm } from '@/components/organisation/person-forms'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import type { ViewerContext } from '@/lib/context'
import type { PersonMembership } from '@/lib/organisation/person-queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { changeMemberKindHere, detachHere } from '../../actions'

type MembershipButtonProps = { ctx: ViewerContext; personId: string; row: PersonMembership }

/** What may be done about one membership: 转正 for a 预备党员, ending a 编入. */
export function MembershipButton({ ctx, personId, row }: MembershipButtonProps) {
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
  return mayBecomeFull ? (
    <DisclosureDialog trigger="转正" triggerSize="small" title="预备党员转正">
      <MemberKindForm
        action={changeMemberKindHere}
        personId={personId}
        since={row.validFrom}
        today={today}
      />
    </DisclosureDialog>
  ) : null
}
