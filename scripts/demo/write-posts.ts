import { bulkInsert } from '@/db/bulk'
import type { PostKind, RoleKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { posts, roleGrants } from '@/db/schema'
import { addDays, type Day, dayOf, momentOf } from '@/lib/period'
import type { PastEntry } from './audit-chain'
import { committeeKey } from './company'
import { seeded } from './random'
import { type DemoOrganisation, organisationOf, personNamed, type World } from './world'

/** Posts above the branches. */
const higherPosts: [name: string, organisation: string, post: PostKind][] = [
  ['高景明', committeeKey, 'secretary'],
  ['林文静', committeeKey, 'deputy_secretary'],
  ['卢绍华', committeeKey, 'discipline_commissioner'],
  ['秦建平', 'operations', 'secretary'],
  ['方晓雯', 'services', 'secretary'],
  ['侯玉兰', 'retirees', 'secretary'],
]

const roles: [name: string, role: RoleKind, department: string | null][] = [
  ['陈晓春', 'committee_officer', '党委党建部'],
  ['孙雅琴', 'committee_officer', '党委党建部'],
  ['程立新', 'department_officer', '安全监察部'],
  ['钱继业', 'system_admin', null],
  ['龚子涵', 'security_admin', null],
  ['易世安', 'audit_admin', null],
]

/** Posts in the branches and above them. */
export async function writePosts(world: World, since: Day, entries: PastEntry[]): Promise<void> {
  const own = world.people.flatMap(({ id, branch, post, isActing }) =>
    post
      ? [{ personId: id, organisationId: organisationOf(world, branch).id, post, isActing }]
      : [],
  )
  const higher = higherPosts.map(([name, organisation, post]) => ({
    personId: personNamed(world, name).id,
    organisationId: organisationOf(world, organisation).id,
    post,
    isActing: false,
  }))
  const byId = new Map([...world.organisations.values()].map((one) => [one.id, one]))
  const held = [...higher, ...own].map((post, index) => {
    const organisation = byId.get(post.organisationId)
    const from = post.isActing
      ? addDays(dayOf(world.now), -410 - (index % 60))
      : organisation
        ? termStartOf(world, organisation, since)
        : since
    const number = `西岭信通党〔${from.slice(0, 4)}〕${6 + (index % 40)}号`
    return {
      id: newId(),
      ...post,
      basis: post.isActing ? `${number}：原书记调离，主持支部工作` : number,
      validFrom: from,
      validTo: null,
    }
  })
  await bulkInsert(world.db, posts, held)
  for (const { id, validFrom, validTo: _validTo, ...rest } of held) {
    entries.push({
      at: momentOf(validFrom, '10:00'),
      actorId: personNamed(world, '陈晓春').id,
      action: 'post.appoint',
      subjectType: 'post',
      subjectId: id,
      detail: { ...rest, on: validFrom },
    })
  }
}

/** Officers and the three administrators. */
export async function writeRoles(world: World, since: Day, entries: PastEntry[]): Promise<void> {
  const grantedBy = personNamed(world, '龚子涵').id
  const granted = roles.map(([name, role, department]) => ({
    id: newId(),
    personId: personNamed(world, name).id,
    role,
    organisationId: role.endsWith('_officer') ? organisationOf(world, committeeKey).id : null,
    department,
    grantedBy: role.endsWith('_officer') ? grantedBy : null,
    validFrom: since,
  }))
  await bulkInsert(world.db, roleGrants, granted)
  for (const { id, personId, role, department } of granted) {
    entries.push({
      at: momentOf(since, '09:30'),
      actorId: role.endsWith('_officer') ? grantedBy : null,
      action: 'role.grant',
      subjectType: 'person',
      subjectId: personId,
      detail: { grantId: id, role, department },
    })
  }
}

/** When the present term ends: late enough that everybody was in post for the whole of the demo. */
export function termEndOf(world: World, organisation: DemoOrganisation): Day {
  const days = organisation.termEndsInDays ?? seeded(`term ${organisation.key}`).int(130, 640)
  return addDays(dayOf(world.now), days)
}

/** When it began: three years before, five for the committee. */
function termStartOf(world: World, organisation: DemoOrganisation, since: Day): Day {
  const years = organisation.kind === 'committee' ? 5 : 3
  const start = addDays(termEndOf(world, organisation), -Math.round(years * 365.25))
  return start > since ? start : since
}
