import type { PostKind, RoleKind } from '@/db/enums'

/** Organisations a post or role reaches: everything, or those named. */
export type Reach = 'all' | ReadonlySet<string>

export interface ViewerPost {
  organisationId: string
  post: PostKind
  isActing: boolean
  /** The organisation and what is under it today. */
  reach: Reach
}

export interface ViewerRole {
  role: RoleKind
  organisationId: string | null
  department: string | null
  reach: Reach
}

/** A signed-in person with what holds today: posts, roles, membership. */
export interface Viewer {
  personId: string
  name: string
  employeeNumber: string | null
  /** Branches the person belongs to today, 编入 included. */
  memberOf: readonly string[]
  posts: readonly ViewerPost[]
  roles: readonly ViewerRole[]
}

/** Whether a reach covers an organisation. */
export function covers(reach: Reach, organisationId: string): boolean {
  return reach === 'all' || reach.has(organisationId)
}

/** Whether the person holds one of these roles, reaching this organisation if one is named. */
export function hasRole(viewer: Viewer, roles: RoleKind | RoleKind[], organisationId?: string) {
  return viewer.roles.some(
    (held) =>
      (Array.isArray(roles) ? roles.includes(held.role) : held.role === roles) &&
      (organisationId === undefined || covers(held.reach, organisationId)),
  )
}

/** Whether the person holds a post at exactly this organisation, one of `posts` if given. */
export function holdsPostAt(viewer: Viewer, organisationId: string, posts?: readonly PostKind[]) {
  return viewer.posts.some(
    (held) =>
      held.organisationId === organisationId && (posts === undefined || posts.includes(held.post)),
  )
}

/** Whether the person holds a post at this organisation or at one above it. */
export function holdsPostAbove(viewer: Viewer, organisationId: string): boolean {
  return viewer.posts.some((held) => covers(held.reach, organisationId))
}

/**
 * What the person's posts and roles reach together, for lists. `all` for officers of the whole
 * committee; a plain member reaches nothing this way.
 */
export function reachOf(viewer: Viewer): Reach {
  const reached = new Set<string>()
  for (const { reach } of [...viewer.posts, ...viewer.roles.filter(isOfficer)]) {
    if (reach === 'all') {
      return 'all'
    }
    for (const organisationId of reach) {
      reached.add(organisationId)
    }
  }
  return reached
}

function isOfficer(held: ViewerRole): boolean {
  return held.role === 'committee_officer' || held.role === 'department_officer'
}
