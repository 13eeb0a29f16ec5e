import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MembershipsCard } from '@/components/organisation/memberships-card'
import { PersonPostsCard } from '@/components/organisation/person-posts-card'
import { LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { loadPersonSubject, personPage } from '@/lib/organisation/person-queries'
import { forPage, pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { MembershipButton } from './membership-button'
import { PersonCard } from './person-card'

export const metadata: Metadata = { title: '人员' }

/** A person with memberships and posts in time; whoever may not see him is told he is not there. */
export default async function PersonPage({ params }: PageProps<'/organisation/people/[personId]'>) {
  const personId = pageId((await params).personId)
  const path = `/organisation/people/${personId}`
  const ctx = await requireContext(path)
  const subject = await forPage(loadPersonSubject(ctx.db, personId, ctx.now))
  if (!can(ctx.viewer, 'person.view', subject)) {
    notFound()
  }
  const person = await personPage(ctx.db, personId)
  const { organisationId } = subject
  const mayPlace =
    organisationId !== null && can(ctx.viewer, 'organisation.restructure', { organisationId })
  const posts = person.posts.filter((post) => post.validTo === null).length
  const holdsPost = posts > 0
  return (
    <>
      <PageHeader
        title={person.name}
        crumbs={[{ label: '组织', href: '/organisation' }]}
        context={person.employeeNumber ? `工号 ${person.employeeNumber}` : '没有工号'}
        actions={mayPlace ? <LinkButton href={`${path}/transfer`}>转接与编入</LinkButton> : null}
      />
      <div className="space-y-4">
        {holdsPost && (person.isPhoneShared || !person.phoneMasked) ? (
          <Notice tone="warning" title={person.phoneMasked ? '手机号与他人共用' : '没有登记手机号'}>
            任职人员需要本人的手机号，才能收到任务短信和用短信登录。请联系党建部更正。
          </Notice>
        ) : null}
        <PersonCard ctx={ctx} person={person} subject={subject} />
        <MembershipsCard
          memberships={person.memberships}
          actionOf={(row) => (
            <MembershipButton
              ctx={ctx}
              personId={personId}
              joinedOn={person.joinedOn}
              row={row}
              posts={posts}
            />
          )}
        />
        <PersonPostsCard posts={person.posts} />
      </div>
    </>
  )
}
