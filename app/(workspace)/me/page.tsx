import type { Metadata } from 'next'
import { ChangePasswordForm } from '@/components/accounts/change-password-form'
import { SessionList } from '@/components/accounts/session-list'
import { LeavingForm } from '@/components/form/leaving-form'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import { myAccount, mySessions } from '@/lib/accounts/own-account'
import { organisationsOn } from '@/lib/organisation/queries'
import { postLabel, roleKindLabels } from '@/lib/organisation/schema'
import { dayOf } from '@/lib/period'
import { currentSessionId, requireContext } from '@/lib/session'
import { furtherPlaces } from '../navigation'
import { changeMyPassword, revokeMyOtherSessions, revokeMySession, signOutHere } from './actions'

export const metadata: Metadata = { title: '我的' }

export default async function MePage() {
  const ctx = await requireContext('/me')
  const { viewer } = ctx
  const [account, sessions, currentId, tree] = await Promise.all([
    myAccount(ctx),
    mySessions(ctx),
    currentSessionId(),
    organisationsOn(ctx.db, dayOf(ctx.now)),
  ])
  const placed = new Map(tree.map((organisation) => [organisation.id, organisation]))
  const duties = [
    ...viewer.posts.map((held) => {
      const organisation = placed.get(held.organisationId)
      return `${organisation?.name ?? ''} ${postLabel(held.post, organisation?.kind ?? 'branch', held.isActing)}`
    }),
    ...viewer.roles.map((held) => roleKindLabels[held.role]),
  ]
  const branches = viewer.memberOf.map((id) => placed.get(id)?.name).filter(Boolean)
  return (
    <>
      <PageHeader title="我的" />
      <div className="max-w-reading space-y-4">
        <nav aria-label="其他页面" className="lg:hidden">
          <Card flush>
            <ul className="divide-y divide-line">
              {furtherPlaces(viewer).map((place) => (
                <li key={place.href}>
                  <TextLink
                    href={place.href}
                    plain
                    className="flex min-h-target items-center px-4 py-2"
                  >
                    {place.label}
                  </TextLink>
                </li>
              ))}
            </ul>
          </Card>
        </nav>
        <Card title="本人信息">
          <DescriptionList
            items={[
              { term: '姓名', detail: viewer.name },
              { term: '工号', detail: viewer.employeeNumber ?? '未登记' },
              { term: '手机号', detail: account.phoneMasked ?? '未登记' },
              { term: '所在组织', detail: branches.join('、') || '未登记' },
              { term: '职务与角色', detail: duties.join('\n') || '党员' },
            ]}
          />
          <p className="mt-3 text-muted text-sm">
            信息有误，请联系所在支部或党建部更正，也可以在
            <TextLink href="/complaints">意见与投诉</TextLink>里说明。
          </p>
        </Card>
        <Card title="登录设备" aside={`共 ${sessions.length} 台`}>
          <SessionList
            sessions={sessions}
            currentId={currentId}
            now={ctx.now}
            revoke={revokeMySession}
            revokeOthers={revokeMyOtherSessions}
          />
        </Card>
        <Card title={account.hasPassword ? '更换密码' : '设置密码'}>
          <ChangePasswordForm
            action={changeMyPassword}
            hasPassword={account.hasPassword}
            employeeNumber={viewer.employeeNumber}
          />
        </Card>
        <LeavingForm action={signOutHere} plainAction="/api/sign-out">
          <SubmitButton className="max-sm:w-full">退出登录</SubmitButton>
        </LeavingForm>
      </div>
    </>
  )
}
