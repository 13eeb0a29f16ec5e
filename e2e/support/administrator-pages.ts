import { grantRole } from '@/db/testing/factories'
import type { Round, Visit } from './pages'
import { account, type World } from './world'

/** Pages of the three administrators. */
export async function administratorRounds({
  db,
  secretaries,
  officer,
}: World): Promise<Record<string, Round>> {
  const system = await account(db, '孙巍')
  const security = await account(db, '吴桐')
  const audit = await account(db, '钱学文')
  await grantRole(db, system, 'system_admin')
  await grantRole(db, security, 'security_admin')
  await grantRole(db, audit, 'audit_admin')
  const accounts: Visit[] = [
    { name: '账号', path: '/accounts' },
    { name: '账号详情', path: `/accounts/${secretaries[0].id}` },
  ]
  return {
    system: {
      who: system,
      visits: [
        ...accounts,
        { name: '花名册导入', path: '/organisation/import' },
        { name: '转接', path: `/organisation/people/${secretaries[0].id}/transfer` },
        { name: '工作日历', path: '/calendar' },
        { name: '设置', path: '/settings' },
      ],
    },
    security: {
      who: security,
      visits: [
        ...accounts,
        {
          name: '有角色的账号',
          path: `/accounts/${officer.id}`,
          opens: ['更正工号手机号', '停用账号'],
        },
      ],
    },
    audit: { who: audit, visits: [{ name: '审计', path: '/audit' }] },
  }
}
