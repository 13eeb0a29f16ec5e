import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MembershipsCard } from '@/components/organisation/memberships-card'
import { DetachForm, RevealPhoneForm } from '@/components/organisation/person-forms'
import { PersonPostsCard } from '@/components/organisation/person-posts-card'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { isId } from '@/lib/organisation/address'
import { loadPersonSubject, personPage } from '@/lib/organisation/person-queries'
import { forPage } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { detachHere, revealPhoneHere } from '../../actions'

export const metadata: Metadata = { title: '人员' }

/** A person with memberships and posts in time; whoever may not see him is told he is not there. */
export default async function PersonPage({ params }: PageProps<'/organisation/people/[personId]'>) {
  const { personId } = await params
  const path = `/organisation/people/${personId}`
  const ctx = await requireContext(path)
  if (!isId(personId)) {
    notFound()
  }
  const subject = await forPage(loadPersonSubject(ctx.db, personId, ctx.now))
  if (!can(ctx.viewer, 'person.view', subject)) {
    notFound()
  }
  const person = await personPage(ctx.db, personId)
  const today = dayOf(ctx.now)
  const mayPlace = (organisationId: string) =>
    can(ctx.viewer, 'organisation.restructure', { organisationId })
  const holdsPost = person.posts.some((post) => post.validTo === null)
  return (
    <>
      <PageHeader
        title={person.name}
        crumbs={[{ label: '组织', href: '/organisation' }]}
        context={person.employeeNumber ? `工号 ${person.employeeNumber}` : '没有工号'}
        actions={
          subject.organisationId !== null && mayPlace(subject.organisationId) ? (
            <LinkButton href={`${path}/transfer`}>转接与编入</LinkButton>
          ) : null
        }
      />
      <div className="space-y-4">
        {holdsPost && (person.isPhoneShared || !person.phoneMasked) ? (
          <Notice tone="warning" title={person.phoneMasked ? '手机号与他人共用' : '没有登记手机号'}>
            任职人员需要本人的手机号，才能收到任务短信和用短信登录。请联系党建部更正。
          </Notice>
        ) : null}
        <Card title="基本情况">
          <DescriptionList
            items={[
              { term: '性别', detail: sexWords(person.sex) },
              { term: '民族', detail: person.ethnicity ?? '未登记' },
              { term: '出生日期', detail: person.bornOn ?? '未登记' },
              { term: '入党日期', detail: person.joinedOn ?? '未登记' },
              {
                term: '手机号',
                detail: (
                  <span className="flex flex-wrap items-center gap-3">
                    {person.phoneMasked ?? '没有登记，请当面、电话或纸质告知'}
                    {person.phoneMasked && can(ctx.viewer, 'person.revealPhone', subject) ? (
                      <DisclosureDialog
                        trigger="查看号码"
                        triggerSize="small"
                        title={`查看 ${person.name} 的手机号`}
                      >
                        <RevealPhoneForm action={revealPhoneHere} personId={personId} />
                      </DisclosureDialog>
                    ) : null}
                  </span>
                ),
              },
            ]}
          />
        </Card>
        <MembershipsCard
          memberships={person.memberships}
          actionOf={(row) =>
            row.relation !== 'membership' &&
            (row.validTo === null || row.validTo > today) &&
            mayPlace(row.organisationId) ? (
              <DisclosureDialog trigger="结束编入" triggerSize="small" title="结束编入">
                <DetachForm action={detachHere} membershipId={row.id} today={today} />
              </DisclosureDialog>
            ) : null
          }
        />
        <PersonPostsCard posts={person.posts} />
      </div>
    </>
  )
}

function sexWords(sex: 'male' | 'female' | null): string {
  return sex === null ? '未登记' : sex === 'male' ? '男' : '女'
}
