import { RosterTable } from '@/components/organisation/roster-table'
import { EmptyState } from '@/components/ui/empty-state'
import { Pager } from '@/components/ui/pager'
import type { ViewerContext } from '@/lib/context'
import { formatDay } from '@/lib/format'
import { addressOf } from '@/lib/organisation/address'
import { rosterPage } from '@/lib/organisation/organisation-queries'
import type { OrganisationOnDay } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'

export const rosterPageSize = 50

type RosterSectionProps = {
  ctx: ViewerContext
  organisation: OrganisationOnDay
  day: string
  after?: { name: string; id: string }
  /** 党小组 under a branch. */
  groups: readonly OrganisationOnDay[]
}

/** 花名册 of a branch or 党小组 on a day, a page at a time. */
export async function RosterSection({ ctx, organisation, day, after, groups }: RosterSectionProps) {
  const { rows, hasMore } = await rosterPage(ctx.db, {
    organisationId: organisation.id,
    day,
    after,
    limit: rosterPageSize,
  })
  const path = `/organisation/${organisation.id}`
  const on = day === dayOf(ctx.now) ? undefined : day
  const last = rows.at(-1)
  const groupNames = new Map([...groups, organisation].map((one) => [one.id, one.name]))
  return (
    <>
      {rows.length > 0 ? (
        <RosterTable
          rows={rows}
          groupNames={groupNames}
          caption={`${organisation.name} ${formatDay(day)}在册人员`}
        />
      ) : (
        <EmptyState title="这一天没有在册人员">转入、编入的人员从生效日起在这里列出。</EmptyState>
      )}
      <Pager
        newerHref={after ? `${addressOf(path, { on })}#roster` : undefined}
        newerLabel="回到第一页"
        olderHref={
          hasMore && last
            ? `${addressOf(path, { on, after: `${last.name}_${last.personId}` })}#roster`
            : undefined
        }
        olderLabel="下一页"
      />
    </>
  )
}
