import { bulkInsert } from '@/db/bulk'
import type { PostKind, RoleKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { posts, roleGrants } from '@/db/schema'
import { type Day, momentOf } from '@/lib/period'
import type { PastEntry } from './audit-chain'
import { committeeKey } from './company'
import { organisationOf, personNamed, type World } from './world'

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
  const year = Number(since.slice(0, 4))
  const held = [...higher, ...own].map((post, index) => ({
    id: newId(),
    ...post,
    basis: post.isActing
      ? `西岭信通党〔${year + 3}〕${31 + index}号：原书记调离，主持支部工作`
      : `西岭信通党〔${year + 1}〕${6 + (index % 40)}号`,
    validFrom: post.isActing ? `${year + 3}-0${3 + (index % 5)}-16` : since,
    validTo: null,
  }))
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
