import { organisationKindLabels, postLabel } from '../schema'
import { compareSecretaries } from './compare-secretaries'
import type { FaultList, RosterFaultCode } from './faults'
import type { ParsedOrganisation } from './parse-organisations'
import type { ParsedPerson } from './parse-people'
import type { PlannedPost } from './plan-roster'
import type { OrganisationColumn, Table } from './table'

/** What posts are reviewed against. */
export interface PostReview {
  organisations: readonly ParsedOrganisation[]
  people: readonly ParsedPerson[]
  organisationTables: readonly Table<OrganisationColumn>[]
  faults: FaultList
}

/**
 * Settles who holds which post: places each written post at its organisation, refuses a second
 * secretary, and compares the two sheets' secretaries.
 */
export function reviewPosts(review: PostReview): PlannedPost[] {
  const posts = review.people.flatMap((person) => placePosts(person, review.faults))
  reportSecondSecretaries(posts, review.faults)
  reportSharedPhones(review.people, posts, review.faults)
  for (const { person } of uniqueBy(posts, (post) => post.person)) {
    if (person.memberKind === 'probationary') {
      report(review.faults, person, 'post', {
        code: 'post-holder-probationary',
        message: '预备党员没有被选举权，却写着党内职务',
        suggestion: '核对党员类别和党内职务',
      })
    }
  }
  return [...posts, ...compareSecretaries(posts, review)]
}

function placePosts(person: ParsedPerson, faults: FaultList): PlannedPost[] {
  if (!person.branch) {
    return []
  }
  const placed: PlannedPost[] = []
  for (const { post, level, isActing } of person.posts) {
    const organisation = level === 'group' ? person.group : ancestorOfKind(person.branch, level)
    if (organisation) {
      placed.push({ organisation, person, post, isActing })
    } else if (level === 'group') {
      report(faults, person, 'post', {
        code: 'post-unknown',
        message: '没有写所在的党小组，党小组组长先不记',
        suggestion: '在党小组一列写明是哪个党小组',
      })
    } else {
      report(faults, person, 'post', {
        code: 'post-unknown',
        message: `“${person.branch.name}”之上没有${organisationKindLabels[level]}，这一职务先不记`,
        suggestion: '核对党内职务',
      })
    }
  }
  return uniqueBy(
    placed,
    (each) => `${each.organisation.sheet}:${each.organisation.row}:${each.post}`,
  )
}

function ancestorOfKind(from: ParsedOrganisation, kind: ParsedOrganisation['kind']) {
  const seen = new Set<ParsedOrganisation>()
  for (let at: ParsedOrganisation | null = from; at && !seen.has(at); at = at.parent) {
    if (at.kind === kind) {
      return at
    }
    seen.add(at)
  }
  return null
}

function reportSecondSecretaries(posts: readonly PlannedPost[], faults: FaultList): void {
  const first = new Map<ParsedOrganisation, PlannedPost>()
  for (const post of posts.filter((each) => each.post === 'secretary' && !each.isActing)) {
    const earlier = first.get(post.organisation)
    if (!earlier) {
      first.set(post.organisation, post)
      continue
    }
    report(faults, post.person, 'post', {
      code: 'second-secretary',
      message: `“${post.organisation.name}”在第 ${earlier.person.row} 行已有${post.organisation.kind === 'group' ? '组长' : '书记'} ${earlier.person.name}`,
      suggestion: '改正其中一人的党内职务；主持工作的请写“主持工作”',
    })
  }
}

function reportSharedPhones(
  people: readonly ParsedPerson[],
  posts: readonly PlannedPost[],
  faults: FaultList,
): void {
  const owners = new Map<string, ParsedPerson[]>()
  for (const person of people.filter((each) => each.phone !== null)) {
    const phone = person.phone ?? ''
    owners.set(phone, [...(owners.get(phone) ?? []), person])
  }
  for (const { person, post, organisation } of uniqueBy(posts, (each) => each.person)) {
    const other = owners.get(person.phone ?? '')?.find((each) => each !== person)
    if (other) {
      report(faults, person, 'phone', {
        code: 'post-holder-shares-phone',
        message: `${postLabel(post, organisation.kind)}与第 ${other.row} 行（${other.name}）是同一个号码`,
        suggestion: '任职人员要有本人的号码，请向本人核对',
      })
    }
  }
}

/** The sentences of a fault. */
export interface Words {
  message: string
  suggestion: string
}

function report(
  faults: FaultList,
  person: ParsedPerson,
  column: 'post' | 'phone',
  fault: Words & { code: RosterFaultCode },
): void {
  faults.add({
    sheet: person.sheet,
    row: person.row,
    column: person.columns[column] ?? '',
    subject: person.name,
    ...fault,
  })
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => unknown): T[] {
  const seen = new Set<unknown>()
  return items.filter((item) => {
    const isNew = !seen.has(key(item))
    seen.add(key(item))
    return isNew
  })
}
