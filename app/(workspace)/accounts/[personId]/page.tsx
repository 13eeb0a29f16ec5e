import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { AccountBadge } from '@/components/accounts/account-table'
import { ActionForm } from '@/components/accounts/action-form'
import { CorrectNumbersForm } from '@/components/accounts/correct-numbers-form'
import { GrantRoleForm } from '@/components/accounts/grant-role-form'
import { RoleList } from '@/components/accounts/role-list'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DescriptionList } from '@/components/ui/description-list'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { PageHeader } from '@/components/ui/page-header'
import { accountOf } from '@/lib/accounts/queries'
import { organisationsOn } from '@/lib/organisation/queries'
import { pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { abilities, can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import {
  correctNumbersHere,
  disableAccountHere,
  enableAccountHere,
  endSessionsHere,
  grantRoleHere,
  handOutAccountSetup,
  revokeRoleHere,
} from '../actions'

export const metadata: Metadata = { title: '账号' }

export default async function AccountPage({ params }: PageProps<'/accounts/[personId]'>) {
  const personId = pageId((await params).personId)
  const ctx = await requireContext(`/accounts/${personId}`)
  if (!can(ctx.viewer, 'account.list')) {
    forbidden()
  }
  const [account, organisations] = await Promise.all([
    accountOf(ctx, personId),
    organisationsOn(ctx.db, dayOf(ctx.now)),
  ])
  if (!account) {
    notFound()
  }
  const may = {
    ...abilities(ctx.viewer, ['account.handOutSetup', 'account.correctNumbers'], {
      personId,
      roles: account.roles.map(({ role }) => role),
    }),
    ...abilities(ctx.viewer, ['account.control'], { personId }),
    ...abilities(ctx.viewer, ['role.grant'], { personId, role: 'committee_officer' }),
  }
  const fields = { personId }
  const isActive = account.state === 'active'
  return (
    <>
      <PageHeader title={account.name} crumbs={[{ label: '账号与角色', href: '/accounts' }]} />
      <div className="max-w-reading space-y-4">
        <Card title="账号" aside={<AccountBadge state={account.state} />}>
          <DescriptionList
            items={[
              { term: '工号', detail: account.employeeNumber ?? '没有工号' },
              { term: '手机号', detail: account.phoneMasked ?? '未登记' },
              { term: '所在支部', detail: account.branchName ?? '未登记' },
              { term: '密码', detail: account.hasPassword ? '已设置' : '尚未设置' },
              { term: '登录中的设备', detail: `${account.openSessions} 台` },
            ]}
          />
          <div className="mt-4 flex flex-wrap gap-3">
            {may['account.handOutSetup'] ? (
              <ActionForm action={handOutAccountSetup} fields={fields} label="发设置码" />
            ) : null}
            {may['account.correctNumbers'] ? (
              <DisclosureDialog trigger="更正工号手机号" title={`更正${account.name}的工号手机号`}>
                <CorrectNumbersForm action={correctNumbersHere} account={account} />
              </DisclosureDialog>
            ) : null}
            {may['account.control'] ? (
              <>
                <ActionForm action={endSessionsHere} fields={fields} label="退出全部设备" />
                {isActive ? (
                  <ConfirmDialog
                    trigger="停用账号"
                    triggerTone="danger"
                    title={`停用${account.name}的账号`}
                    summary={`停用后${account.name}不能再登录，${account.openSessions} 台登录中的设备立即退出。名册、任务和记录都不变，可随时恢复。`}
                  >
                    <ActionForm
                      action={disableAccountHere}
                      fields={fields}
                      label="停用账号"
                      tone="danger"
                    />
                  </ConfirmDialog>
                ) : (
                  <ActionForm action={enableAccountHere} fields={fields} label="恢复账号" />
                )}
              </>
            ) : null}
          </div>
        </Card>
        <Card title="角色">
          <RoleList roles={account.roles} revoke={may['role.grant'] ? revokeRoleHere : null} />
          {may['role.grant'] ? (
            <GrantRoleForm
              action={grantRoleHere}
              personId={personId}
              organisations={organisations.filter(({ kind }) => kind !== 'group')}
            />
          ) : (
            <p className="mt-3 text-muted text-sm">
              角色由安全管理员授予和收回；本人不能给自己授予角色。
            </p>
          )}
        </Card>
      </div>
    </>
  )
}
