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

/** A secretary who left; whoever comes, if anybody, is named. */
export interface SecretaryChange {
  organisationId: string
  fromPersonId: string
  toPersonId: string | null
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
    secretaryChanges: ended.filter(isSecretary).map((post) => ({
      organisationId: post.organisationId,
      fromPersonId: post.personId,
      toPersonId:
        begun.find((next) => isSecretary(next) && next.organisationId === post.organisationId)
          ?.personId ?? null,
    })),
    unchanged: wanted.size - begun.length,
  }
}

function endedPosts(
  held: readonly CurrentPost[],
  wanted: ReadonlyMap<string, NewPost>,
  judged: ReadonlySet<string>,
): CurrentPost[] {
  const secretaries = new Map(
    [...wanted.values()].filter(isSecretary).map((post) => [post.organisationId, post.personId]),
  )
  return held.filter((post) => {
    const successor = isSecretary(post) ? secretaries.get(post.organisationId) : undefined
    const isReplaced = successor !== undefined && successor !== post.personId
    return isReplaced || (judged.has(post.personId) && !wanted.has(keyOf(post)))
  })
}

/** People whose row is whole and whose 党内职务 was understood. */
function peopleTheFileJudges(people: PeopleChanges): Set<string> {
  const judged = [...people.ids].filter(
    ([person]) => person.columns.post !== undefined && !person.hasUnknownPost,
  )
  return new Set(judged.map(([, id]) => id))
}

function isSecretary(post: { post: PostKind; isActing: boolean }): boolean {
  return post.post === 'secretary' && !post.isActing
}

function keyOf(post: NewPost): string {
  return `${post.organisationId}:${post.personId}:${post.post}:${post.isActing}`
}
