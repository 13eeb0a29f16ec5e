import {
  DetachForm,
  EndMembershipForm,
  MemberKindForm,
} from '@/components/organisation/person-forms'
import { CancelProbationForm, ExtendProbationForm } from '@/components/organisation/probation-forms'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import type { ViewerContext } from '@/lib/context'
import type { PersonMembership } from '@/lib/organisation/person-queries'
import { joiningDay, probationEnd } from '@/lib/organisation/probation'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { detachHere } from '../../actions'
import {
  cancelProbationHere,
  changeMemberKindHere,
  endMembershipHere,
  extendProbationHere,
} from '../actions'

type MembershipButtonProps = {
  ctx: ViewerContext
  personId: string
  /** 入党日期, as precisely as it is known. */
  joinedOn: string | null
  row: PersonMembership
  /** Posts the person holds today. */
  posts: number
}

/** What may be done about one membership: a 预备党员's end of 预备期, ending a 编入 or the 组织关系. */
export function MembershipButton(props: MembershipButtonProps) {
  const { ctx, personId, row, posts } = props
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
  const isDecided =
    row.memberKind === 'probationary' &&
    row.validFrom <= today &&
    can(ctx.viewer, 'person.changeKind', { personId, organisationId })
  const since = row.validFrom
  return (
    <div className="flex flex-wrap gap-3">
      {isDecided ? <ProbationButtons {...props} today={today} /> : null}
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

/** What the 支部大会 may decide when the 预备期 ends. */
function ProbationButtons(props: MembershipButtonProps & { today: string }) {
  const { personId, joinedOn, row, posts, today } = props
  const since = row.validFrom
  const joined = joiningDay(joinedOn)
  const shared = { personId, since, today }
  return (
    <>
      <DisclosureDialog trigger="转正" triggerSize="small" title="预备党员转正">
        <MemberKindForm
          {...shared}
          since={row.probationUntil ?? since}
          action={changeMemberKindHere}
        />
      </DisclosureDialog>
      {row.probationUntil === null ? (
        <DisclosureDialog trigger="延长预备期" triggerSize="small" title="延长预备期">
          <ExtendProbationForm
            {...shared}
            action={extendProbationHere}
            endsOn={joined ? probationEnd(joined) : undefined}
          />
        </DisclosureDialog>
      ) : null}
      <DisclosureDialog trigger="取消预备党员资格" triggerSize="small" title="取消预备党员资格">
        <CancelProbationForm {...shared} action={cancelProbationHere} posts={posts} />
      </DisclosureDialog>
    </>
  )
}
