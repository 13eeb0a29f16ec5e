import { Suspense } from 'react'
import { HandoverList } from '@/components/organisation/handover-list'
import { TermBadge } from '@/components/organisation/organisation-tree'
import { PostsCard } from '@/components/organisation/posts-card'
import { VersionHistory } from '@/components/organisation/version-history'
import { Card } from '@/components/ui/card'
import { SkeletonTable } from '@/components/ui/skeleton'
import { StatStrip } from '@/components/ui/stat-strip'
import { TextLink } from '@/components/ui/text-link'
import { postKinds } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { formatDay } from '@/lib/format'
import { handoversOf } from '@/lib/organisation/handover-queries'
import {
  type Headcount,
  headcountOn,
  postTermsOf,
  versionsOf,
} from '@/lib/organisation/organisation-queries'
import {
  type OrganisationOnDay,
  organisationClassLabels,
  organisationKindLabels,
} from '@/lib/organisation/schema'
import { subtreeIds } from '@/lib/organisation/tree'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { AppointButton, PostButton } from './appoint-buttons'
import { OrganisationActions } from './organisation-actions'
import { RosterSection, rosterPageSize } from './roster-section'

type PanelProps = {
  ctx: ViewerContext
  organisations: readonly OrganisationOnDay[]
  organisation: OrganisationOnDay
  day: string
  after?: { name: string; id: string }
  /** 1 where the organisation is the page itself. */
  headingLevel: 1 | 2
}

/** One organisation on a day: figures, posts, what stands under it, people, history. */
export async function OrganisationPanel(props: PanelProps) {
  const { ctx, organisations, organisation, day, after, headingLevel } = props
  const { id, kind } = organisation
  const subject = { organisationId: id }
  const seesPeople = can(ctx.viewer, 'organisation.viewPeople', subject)
  const isToday = day === dayOf(ctx.now)
  const canAppoint = isToday && can(ctx.viewer, 'organisation.appoint', subject)
  const under = subtreeIds(organisations, id)
  const [headcount, terms, versions, handovers] = await Promise.all([
    headcountOn(ctx.db, under.size === organisations.length ? 'all' : [...under], day),
    postTermsOf(ctx.db, id),
    versionsOf(ctx.db, id),
    seesPeople ? handoversOf(ctx.db, id) : [],
  ])
  const held = terms
    .filter((term) => term.validFrom <= day && (term.validTo ?? '9999') > day)
    .sort((a, b) => postKinds.indexOf(a.post) - postKinds.indexOf(b.post))
  const children = organisations.filter((one) => one.parentId === id)
  const Heading = `h${headingLevel}` as const
  return (
    <div className="space-y-4">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <Heading className="text-xl">{organisation.name}</Heading>
          <p className="text-muted">{summaryOf(organisation)}</p>
          <TermBadge termEndsOn={organisation.termEndsOn} day={day} />
        </div>
        {isToday ? <OrganisationActions ctx={ctx} organisation={organisation} /> : null}
      </header>
      <StatStrip
        label="人数"
        items={figuresOf(headcount, {
          lower: under.size - 1,
          seesPeople,
          href: isToday ? `/organisation/${id}/unreachable` : undefined,
        })}
      />
      <PostsCard
        title="现任"
        terms={held}
        kind={kind}
        isLinked={seesPeople}
        empty="这一天没有任职记录。"
        aside={canAppoint ? <AppointButton ctx={ctx} organisation={organisation} /> : null}
        actionOf={
          canAppoint
            ? (term) => <PostButton term={term} organisationId={id} today={day} />
            : undefined
        }
      />
      {children.length > 0 ? (
        <ChildrenCard organisations={children} query={isToday ? '' : `?on=${day}`} />
      ) : null}
      {seesPeople && (kind === 'branch' || kind === 'group') ? (
        <section aria-labelledby="roster-title" id="roster">
          <h2 id="roster-title" className="mb-2 text-lg">
            花名册
          </h2>
          <Suspense
            key={`${id} ${day} ${after?.id}`}
            fallback={
              <SkeletonTable
                label="花名册正在载入"
                rows={Math.min(rosterPageSize, headcount.full + headcount.probationary)}
              />
            }
          >
            <RosterSection
              ctx={ctx}
              organisation={organisation}
              day={day}
              after={after}
              groups={children}
            />
          </Suspense>
        </section>
      ) : null}
      <HandoverList handovers={handovers} now={ctx.now} />
      {terms.length > held.length ? (
        <PostsCard
          title="历任"
          terms={terms.filter((term) => !held.includes(term))}
          kind={kind}
          isLinked={seesPeople}
          empty=""
        />
      ) : null}
      <VersionHistory versions={versions} />
    </div>
  )
}

function summaryOf(organisation: OrganisationOnDay): string {
  return [
    organisationKindLabels[organisation.kind],
    organisation.class ? organisationClassLabels[organisation.class] : null,
    `编码 ${organisation.code}`,
    organisation.termEndsOn ? `任期至 ${formatDay(organisation.termEndsOn)}` : null,
  ]
    .filter(Boolean)
    .join(' · ')
}

function figuresOf(
  headcount: Headcount,
  rest: { lower: number; seesPeople: boolean; href?: string },
) {
  const { full, probationary, attached, withoutPhone } = headcount
  return [
    { value: full + probationary, unit: '人', label: `党员 · 其中预备党员 ${probationary} 人` },
    { value: attached, unit: '人', label: '借调、流动编入' },
    { value: rest.lower, unit: '个', label: '下级组织' },
    ...(rest.seesPeople
      ? [{ value: withoutPhone, unit: '人', label: '没有手机号，须另行告知', href: rest.href }]
      : []),
  ]
}

function ChildrenCard(props: { organisations: readonly OrganisationOnDay[]; query: string }) {
  return (
    <Card title="下级组织" aside={`${props.organisations.length} 个`}>
      <ul className="grid gap-x-6 sm:grid-cols-2">
        {props.organisations.map((one) => (
          <li key={one.id} className="flex min-h-target items-center gap-2">
            <TextLink href={`/organisation/${one.id}${props.query}`}>{one.name}</TextLink>
            <span className="text-muted text-sm">{organisationKindLabels[one.kind]}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
