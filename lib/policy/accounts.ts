import type { RoleKind } from '@/db/enums'
import { hasRole, type Viewer } from './viewer'

export interface AccountSubject {
  personId: string
}

/** Somebody else's account, with the roles granted to its holder. */
export interface AccountHolder {
  personId: string
  roles: readonly RoleKind[]
}

export interface RoleGrantSubject {
  personId: string
  role: RoleKind
}

export const accountRules = {
  'account.manageOwn': (viewer: Viewer, subject: AccountSubject) =>
    viewer.personId === subject.personId,
  /** Disable, end sessions: the security administrator, never on his own account. */
  'account.control': (viewer: Viewer, subject: AccountSubject) =>
    hasRole(viewer, 'security_admin') && viewer.personId !== subject.personId,
  /**
   * Hand out a set-up code. It opens the account, so whose code it is decides who may: members by the
   * system administrator, officers by the security administrator, administrators by nobody here
   * (`npm run admin:create -- --reset` on the server).
   */
  'account.handOutSetup': (viewer: Viewer, subject: AccountHolder) =>
    viewer.personId !== subject.personId &&
    !holdsAdministration(subject) &&
    hasRole(viewer, subject.roles.length > 0 ? 'security_admin' : 'system_admin'),
  /** Phone and employee number of whoever holds a role: they open the account as a code does. */
  'account.correctNumbers': (viewer: Viewer, subject: AccountHolder) =>
    viewer.personId !== subject.personId &&
    subject.roles.length > 0 &&
    !holdsAdministration(subject) &&
    hasRole(viewer, 'security_admin'),
  'account.list': (viewer: Viewer) => hasRole(viewer, ['system_admin', 'security_admin']),
  /** Nobody grants himself anything; the security administrator grants, the audit administrator reads. */
  'role.grant': (viewer: Viewer, subject: RoleGrantSubject) =>
    hasRole(viewer, 'security_admin') && viewer.personId !== subject.personId,
  'audit.read': (viewer: Viewer) => hasRole(viewer, 'audit_admin'),
} as const

function holdsAdministration({ roles }: AccountHolder): boolean {
  return roles.some((role) => role !== 'committee_officer' && role !== 'department_officer')
}
