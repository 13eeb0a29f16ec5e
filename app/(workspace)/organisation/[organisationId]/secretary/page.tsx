import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { EndPostForm, SecretaryForm } from '@/components/organisation/appoint-forms'
import { HandoverList } from '@/components/organisation/handover-list'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { formatDay } from '@/lib/format'
import { handoversOf } from '@/lib/organisation/handover-queries'
import { postTermsOf, rosterPage } from '@/lib/organisation/organisation-queries'
import { organisationOn } from '@/lib/organisation/queries'
import { postLabel } from '@/lib/organisation/schema'
import { pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { openWork } from '@/lib/tasks/open-work'
import { changeSecretaryHere, vacateSecretaryHere } from '../../actions'

export const metadata: Metadata = { title: '更换书记' }

const offeredPeople = 200

/** 更换书记: what moves with the post, in numbers, then the form. */
export default async function SecretaryPage({
  params,
}: PageProps<'/organisation/[organisationId]/secretary'>) {
  const organisationId = pageId((await params).organisationId)
  const path = `/organisation/${organisationId}`
  const ctx = await requireContext(`${path}/secretary`)
  const today = dayOf(ctx.now)
  const organisation = await organisationOn(ctx.db, organisationId, today)
  if (!organisation) {
    notFound()
  }
  if (!can(ctx.viewer, 'organisation.appoint', { organisationId })) {
    forbidden()
  }
  const [items, terms, { rows: people }, handovers] = await Promise.all([
    openWork.listOpen(ctx.db, organisationId),
    postTermsOf(ctx.db, organisationId),
    rosterPage(ctx.db, { organisationId, day: today, limit: offeredPeople }),
    handoversOf(ctx.db, organisationId),
  ])
  const held = terms.filter((term) => term.post === 'secretary' && term.validTo === null)
  return (
    <>
      <PageHeader
        title={`更换书记 · ${organisation.name}`}
        crumbs={[
          { label: '组织', href: '/organisation' },
          { label: organisation.name, href: path },
        ]}
      />
      <div className="max-w-form space-y-4">
        <Notice tone="info" title={`在办任务 ${items.length} 项随职务移交`}>
          新任从生效日起办理，原任的职务同日结束；双方都会收到消息，系统留存交接清单，尚未发出的短信不再发给原任。
        </Notice>
        {held.map((term) => (
          <Card
            key={term.id}
            title={`现任：${term.personName}`}
            aside={`${postLabel(term.post, organisation.kind, term.isActing)} · ${formatDay(term.validFrom)}起`}
          >
            <DisclosureDialog trigger="免去，暂不接任" title={`免去 ${term.personName} 的职务`}>
              <p className="mb-4">
                在办任务 {items.length} 项将等待新任书记接办，期间由支部其他任职人员办理。
              </p>
              <EndPostForm action={vacateSecretaryHere} postId={term.id} today={today} />
            </DisclosureDialog>
          </Card>
        ))}
        <Card title="新任">
          <SecretaryForm
            action={changeSecretaryHere}
            organisation={organisation}
            people={people.map(({ personId, name, employeeNumber }) => ({
              personId,
              name,
              employeeNumber,
            }))}
            today={today}
          />
        </Card>
        <HandoverList handovers={handovers} now={ctx.now} />
      </div>
    </>
  )
}
