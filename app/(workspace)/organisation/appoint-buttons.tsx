import { AppointForm, EndPostForm } from '@/components/organisation/appoint-forms'
import { LinkButton } from '@/components/ui/button'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import type { ViewerContext } from '@/lib/context'
import { type PostTerm, rosterPage } from '@/lib/organisation/organisation-queries'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'
import { appointHere, endPostHere } from './actions'

const offeredPeople = 200

/** 任命, with the people of the branch offered. */
export async function AppointButton(props: {
  ctx: ViewerContext
  organisation: OrganisationOnDay
}) {
  const { ctx, organisation } = props
  const today = dayOf(ctx.now)
  const { rows } = await rosterPage(ctx.db, {
    organisationId: organisation.id,
    day: today,
    limit: offeredPeople,
  })
  return (
    <DisclosureDialog trigger="任命" triggerSize="small" title={`任命 · ${organisation.name}`}>
      <AppointForm
        action={appointHere}
        organisation={organisation}
        people={rows.map(({ personId, name, employeeNumber }) => ({
          personId,
          name,
          employeeNumber,
        }))}
        today={today}
      />
    </DisclosureDialog>
  )
}

type PostButtonProps = { term: PostTerm; organisationId: string; today: string }

/** 免去 for a post; a secretary's goes by the page that hands work over. */
export function PostButton({ term, organisationId, today }: PostButtonProps) {
  if (term.post === 'secretary') {
    return (
      <LinkButton href={`/organisation/${organisationId}/secretary`} size="small" tone="quiet">
        更换
      </LinkButton>
    )
  }
  return (
    <DisclosureDialog
      trigger="免去"
      triggerSize="small"
      triggerTone="quiet"
      title={`免去 ${term.personName} 的职务`}
    >
      <EndPostForm action={endPostHere} postId={term.id} today={today} />
    </DisclosureDialog>
  )
}
