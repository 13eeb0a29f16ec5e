import type { Viewer } from '@/lib/policy/viewer'

/** In whose name somebody proposes: an organisation, or a department of the committee. */
export interface ProposingOffice {
  /** What the form sends. */
  key: string
  organisationId: string
  department: string | null
}

/** The offices in whose name the viewer may propose: of his posts, and of his department. */
export function proposingOffices(viewer: Viewer): ProposingOffice[] {
  const offices = [
    ...viewer.posts.map((held) => ({ organisationId: held.organisationId, department: null })),
    ...viewer.roles.flatMap(({ role, organisationId, department }) =>
      role === 'department_officer' && organisationId && department
        ? [{ organisationId, department }]
        : [],
    ),
  ].map((office) => ({ ...office, key: `${office.organisationId}:${office.department ?? ''}` }))
  return offices.filter(
    (office, index) => offices.findIndex((other) => other.key === office.key) === index,
  )
}
