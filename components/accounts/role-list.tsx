import type { GrantedRole } from '@/lib/accounts/queries'
import type { FormAction } from '@/lib/form-state'
import { roleKindLabels } from '@/lib/organisation/schema'
import { ActionForm } from './action-form'

type RoleListProps = {
  roles: GrantedRole[]
  /** Null for whoever may only read. */
  revoke: FormAction<number> | null
}

/** The roles somebody has been granted. */
export function RoleList({ roles, revoke }: RoleListProps) {
  if (roles.length === 0) {
    return <p className="text-muted">没有授予的角色。支部职务和党员身份来自名册，不在这里授予。</p>
  }
  return (
    <ul className="divide-y divide-line">
      {roles.map((held) => (
        <li key={held.grantId} className="flex flex-wrap items-start justify-between gap-3 py-2.5">
          <p className="pt-2">
            {[roleKindLabels[held.role], held.organisationName, held.department]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {revoke ? (
            <ActionForm action={revoke} fields={{ grantId: held.grantId }} label="收回" />
          ) : null}
        </li>
      ))}
    </ul>
  )
}
