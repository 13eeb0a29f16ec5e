import type { RoleKind } from '@/db/enums'
import { hasRole, type Viewer } from './viewer'

export interface AccountSubject {
  personId: string
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
  /** Hand out a set-up code to somebody without a number. */
  'account.handOutSetup': (viewer: Viewer, subject: AccountSubject) =>
    hasRole(viewer, 'system_admin') && viewer.personId !== subject.personId,
  'account.list': (viewer: Viewer) => hasRole(viewer, ['system_admin', 'security_admin']),
  /** Nobody grants himself anything; the security administrator grants, the audit administrator reads. */
  'role.grant': (viewer: Viewer, subject: RoleGrantSubject) =>
    hasRole(viewer, 'security_admin') && viewer.personId !== subject.personId,
  'audit.read': (viewer: Viewer) => hasRole(viewer, 'audit_admin'),
} as const
