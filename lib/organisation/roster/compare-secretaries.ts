import type { RosterFaultCode } from './faults'
import type { ParsedOrganisation } from './parse-organisations'
import type { ParsedPerson } from './parse-people'
import type { PlannedPost } from './plan-roster'
import type { PostReview, Words } from './review-posts'

/**
 * Compares the secretaries named on the organisation sheet with the posts in the roster, noting
 * where they differ. The roster decides.
 * @returns posts only the organisation sheet knows, for people the roster has without doubt
 */
export function compareSecretaries(
  posts: readonly PlannedPost[],
  review: PostReview,
): PlannedPost[] {
  const added: PlannedPost[] = []
  for (const organisation of review.organisations) {
    const name = organisation.secretaryName.replace(/[•・‧.]/g, '·')
    const holder = posts.find(
      (each) => each.organisation === organisation && each.post === 'secretary' && !each.isActing,
    )
    if (name === '' || organisation.kind === 'group' || holder?.person.name === name) {
      if (holder && review.faults.isFaulty(holder.person)) {
        noteSecretary(organisation, review, 'secretary-row-faulty', {
          message: `书记 ${name} 在“${holder.person.sheet}”第 ${holder.person.row} 行，那一行有误`,
          suggestion: '改好那一行，书记才会到位',
        })
      }
      continue
    }
    const found = holder ? undefined : findNamed(name, organisation, review)
    if (found) {
      added.push({ organisation, person: found, post: 'secretary', isActing: false })
    }
    if (holder) {
      noteSecretary(organisation, review, 'secretary-differs', {
        message: `组织信息表写书记 ${name}，花名册第 ${holder.person.row} 行写书记 ${holder.person.name}`,
        suggestion: '按花名册导入；不对请改花名册的党内职务',
      })
    }
  }
  return added
}

function findNamed(
  name: string,
  organisation: ParsedOrganisation,
  review: PostReview,
): ParsedPerson | undefined {
  const within = review.people.filter(
    (each) => each.name === name && each.branch && isWithin(each.branch, organisation),
  )
  const valid = within.filter((each) => !review.faults.isFaulty(each))
  if (valid.length === 1) {
    return valid[0]
  }
  if (valid.length > 1) {
    noteSecretary(organisation, review, 'secretary-ambiguous', {
      message: `书记 ${name} 在花名册里有 ${valid.length} 个同名的人，分不清是哪一位`,
      suggestion: '在本人那一行的党内职务里写明书记',
    })
    return undefined
  }
  const faulty = within[0]
  noteSecretary(organisation, review, faulty ? 'secretary-row-faulty' : 'secretary-not-in-roster', {
    message: faulty
      ? `书记 ${name} 在“${faulty.sheet}”第 ${faulty.row} 行，那一行有误`
      : `书记 ${name} 不在花名册里`,
    suggestion: faulty
      ? '改好那一行，书记才会到位'
      : '在花名册里补上本人，或核对姓名；导入后书记暂空',
  })
  return undefined
}

function isWithin(branch: ParsedOrganisation, top: ParsedOrganisation): boolean {
  return top.kind === 'branch' ? branch === top : ancestorChain(branch).includes(top)
}

function ancestorChain(from: ParsedOrganisation): ParsedOrganisation[] {
  const chain: ParsedOrganisation[] = []
  for (let at: ParsedOrganisation | null = from; at && !chain.includes(at); at = at.parent) {
    chain.push(at)
  }
  return chain
}

function noteSecretary(
  organisation: ParsedOrganisation,
  review: PostReview,
  code: RosterFaultCode,
  words: Words,
): void {
  const table = review.organisationTables.find((each) => each.sheet === organisation.sheet)
  review.faults.add({
    sheet: organisation.sheet,
    row: organisation.row,
    column: table?.columns.secretary ?? '',
    code,
    subject: organisation.name,
    ...words,
  })
}
