import { hasRole, type Viewer } from './viewer'

export const settingRules = {
  'setting.change': (viewer: Viewer) => hasRole(viewer, ['committee_officer', 'system_admin']),
} as const
