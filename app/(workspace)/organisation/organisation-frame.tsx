import type { ReactNode } from 'react'
import { OrganisationTree } from '@/components/organisation/organisation-tree'
import { Card } from '@/components/ui/card'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { buildTree } from '@/lib/organisation/tree'

type FrameProps = {
  organisations: readonly OrganisationOnDay[]
  day: string
  today: string
  currentId?: string
  /** On a phone the tree and the organisation are two pages. */
  phone: 'tree' | 'organisation'
  children: ReactNode
}

/** The tree on the left, one organisation on the right; on a phone one of the two. */
export function OrganisationFrame(props: FrameProps) {
  const { organisations, day, today, currentId, phone, children } = props
  return (
    <div className="lg:grid lg:grid-cols-[minmax(15rem,20rem)_minmax(0,1fr)] lg:items-start lg:gap-5">
      <nav
        aria-label="组织"
        className={`no-print lg:sticky lg:top-[calc(var(--spacing-topbar)+1rem)] lg:max-h-[calc(100dvh-var(--spacing-topbar)-2rem)] lg:overflow-y-auto ${phone === 'tree' ? '' : 'max-lg:hidden'}`}
      >
        <Card title="组织" aside={`${organisations.length} 个`}>
          <OrganisationTree
            nodes={buildTree(organisations)}
            day={day}
            query={day === today ? '' : `?on=${day}`}
            currentId={currentId}
            openIds={pathTo(organisations, currentId)}
          />
        </Card>
      </nav>
      <div className={phone === 'organisation' ? 'min-w-0' : 'min-w-0 max-lg:hidden'}>
        {children}
      </div>
    </div>
  )
}

/** Ids from the root down to an organisation. */
export function pathTo(
  organisations: readonly OrganisationOnDay[],
  organisationId: string | undefined,
): Set<string> {
  const byId = new Map(organisations.map((one) => [one.id, one]))
  const path: string[] = []
  for (let at = byId.get(organisationId ?? ''); at; at = byId.get(at.parentId ?? '')) {
    path.unshift(at.id)
  }
  return new Set(path)
}
