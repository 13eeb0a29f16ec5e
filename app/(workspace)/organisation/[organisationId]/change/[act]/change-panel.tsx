import {
  ClassForm,
  FoundForm,
  MoveForm,
  RenameForm,
  TermForm,
} from '@/components/organisation/structure-forms'
import type { ViewerContext } from '@/lib/context'
import type { ChangeAct } from '@/lib/organisation/address'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { mayStandUnder } from '@/lib/organisation/states'
import { subtreeIds } from '@/lib/organisation/tree'
import { dayOf } from '@/lib/period'
import { foundHere, moveHere, renameHere, setClassHere, setTermHere } from '../../../actions'
import { EndPanel, MergePanel } from './ending-panels'

export interface ChangePanelProps {
  ctx: ViewerContext
  act: ChangeAct
  organisation: OrganisationOnDay
  organisations: readonly OrganisationOnDay[]
  /** The successor already chosen for a merger. */
  intoId?: string
}

/** The form of each change. */
export function ChangePanel(props: ChangePanelProps) {
  const { ctx, act, organisation, organisations } = props
  const form = { organisation, today: dayOf(ctx.now) }
  switch (act) {
    case 'found':
      return <FoundForm action={foundHere} {...form} />
    case 'rename':
      return <RenameForm action={renameHere} {...form} />
    case 'class':
      return <ClassForm action={setClassHere} {...form} />
    case 'term':
      return <TermForm action={setTermHere} {...form} />
    case 'move':
      return (
        <MoveForm action={moveHere} {...form} parents={parentsFor(organisation, organisations)} />
      )
    case 'merge':
      return <MergePanel {...props} />
    case 'end':
      return <EndPanel {...props} />
  }
}

function parentsFor(
  organisation: OrganisationOnDay,
  organisations: readonly OrganisationOnDay[],
): OrganisationOnDay[] {
  const under = subtreeIds(organisations, organisation.id)
  return organisations.filter(
    (one) =>
      mayStandUnder(organisation.kind, one.kind) &&
      !under.has(one.id) &&
      one.id !== organisation.parentId,
  )
}
