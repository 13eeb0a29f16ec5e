import type { PostKind } from '@/db/enums'
import type { PeopleChanges } from './compare-people'
import type { CurrentPerson, CurrentPost } from './current-roster'
import type { ParsedOrganisation } from './parse-organisations'
import type { RosterPlan } from './plan-roster'

export interface NewPost {
  organisationId: string
  personId: string
  post: PostKind
  isActing: boolean
}

/** One at the head of an organisation, acting (主持工作) or not. */
export type Head = Pick<NewPost, 'personId' | 'post' | 'isActing'>

/** Another head: who left and who comes; one of the two may be nobody. */
export interface SecretaryChange {
  organisationId: string
  from: Head | null
  to: Head | null
}

export interface PostChanges {
  begun: NewPost[]
  ended: CurrentPost[]
  secretaryChanges: SecretaryChange[]
  unchanged: number
}

/**
 * Compares the posts of a file with those of the record. A post ends when its holder is in the file
 * without it, or when the file names another secretary; whom the file does not know keeps it.
 */
export function comparePosts(
  plan: RosterPlan,
  current: readonly CurrentPerson[],
  organisationIds: ReadonlyMap<ParsedOrganisation, string>,
  people: PeopleChanges,
): PostChanges {
  const wanted = new Map<string, NewPost>()
  for (const planned of plan.posts) {
    const organisationId = organisationIds.get(planned.organisation)
    const personId = people.ids.get(planned.person)
    if (organisationId && personId) {
      const post = { organisationId, personId, post: planned.post, isActing: planned.isActing }
      wanted.set(keyOf(post), post)
    }
  }
  const held = current.flatMap((person) => person.posts)
  const kept = new Set(held.map(keyOf))
  const ended = endedPosts(held, wanted, peopleTheFileJudges(people))
  const begun = [...wanted.values()].filter((post) => !kept.has(keyOf(post)))
  return {
    begun,
    ended,
    secretaryChanges: secretaryChanges(begun, ended, [
      ...wanted.values(),
      ...stillHeld(held, ended),
    ]),
    unchanged: wanted.size - begun.length,
  }
}

function endedPosts(
  held: readonly CurrentPost[],
  wanted: ReadonlyMap<string, NewPost>,
  judged: ReadonlySet<string>,
): CurrentPost[] {
  const kept = new Set(held.map(keyOf))
  const secretaries = [...wanted.values()].filter((post) => post.post === 'secretary')
  return held.filter((post) => {
    const isReplaced =
      post.post === 'secretary' &&
      secretaries.some(
        (next) =>
          next.organisationId === post.organisationId &&
          takesOver(next, post, !kept.has(keyOf(next))),
      )
    return isReplaced || (judged.has(post.personId) && !wanted.has(keyOf(post)))
  })
}

/**
 * Whether one secretary takes the place of another, as by hand: a full one that of a full one, an
 * acting one that of an acting one, and whoever becomes secretary newly that of the acting one too.
 */
function takesOver(next: NewPost, post: CurrentPost, isNew: boolean): boolean {
  const isOther = next.personId !== post.personId
  return next.isActing === post.isActing ? isOther : isNew && !next.isActing
}

function secretaryChanges(
  begun: readonly NewPost[],
  ended: readonly CurrentPost[],
  present: readonly NewPost[],
): SecretaryChange[] {
  const heads = begun.filter(isHead).sort((a, b) => Number(a.isActing) - Number(b.isActing))
  const left = ended.filter(isHead).filter(
    // Who goes on at the head under another title hands over to nobody.
    (post) =>
      !present.some((one) => isHead(one) && isAt(one, post) && one.personId === post.personId),
  )
  const handed = [
    ...new Map(left.map((post) => [`${post.organisationId}:${post.personId}`, post])).values(),
  ].map((post) => ({
    organisationId: post.organisationId,
    from: headOf(post),
    to: headOrNull(heads.find((next) => isAt(next, post))),
  }))
  const greeted = heads
    .filter((next) => !left.some((post) => isAt(post, next)))
    .filter(
      (next) =>
        !ended.some((post) => isHead(post) && isAt(post, next) && post.personId === next.personId),
    )
    .map((next) => ({ organisationId: next.organisationId, from: null, to: headOf(next) }))
  return [...handed, ...greeted]
}

function stillHeld(held: readonly CurrentPost[], ended: readonly CurrentPost[]): CurrentPost[] {
  return held.filter((post) => !ended.includes(post))
}

const isAt = (a: { organisationId: string }, b: { organisationId: string }) =>
  a.organisationId === b.organisationId

function headOf({ personId, post, isActing }: NewPost): Head {
  return { personId, post, isActing }
}

function headOrNull(post: NewPost | undefined): Head | null {
  return post ? headOf(post) : null
}

/** People whose row is whole and whose 党内职务 was understood. */
function peopleTheFileJudges(people: PeopleChanges): Set<string> {
  const judged = [...people.ids].filter(
    ([person]) => person.columns.post !== undefined && !person.hasUnknownPost,
  )
  return new Set(judged.map(([, id]) => id))
}

/** 副书记主持工作 leads as an acting secretary does. */
function isHead(post: { post: PostKind; isActing: boolean }): boolean {
  return post.post === 'secretary' || (post.post === 'deputy_secretary' && post.isActing)
}

function keyOf(post: NewPost): string {
  return `${post.organisationId}:${post.personId}:${post.post}:${post.isActing}`
}
