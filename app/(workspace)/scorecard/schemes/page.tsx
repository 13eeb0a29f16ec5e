import type { Metadata } from 'next'
import { NewScheme } from '@/components/scorecard/schemes/new-scheme'
import { SchemeList } from '@/components/scorecard/schemes/scheme-list'
import { SchemeUpload } from '@/components/scorecard/schemes/scheme-upload'
import { LinkButton } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { schemeList } from '@/lib/scorecard/scheme/drafting/queries'
import { requireContext } from '@/lib/session'
import { scoreTabs } from '../score-tabs'
import { adoptDocumentAction, createSchemeAction } from './actions'

export const metadata: Metadata = { title: '考核办法' }

/** The schemes of the index: every version the viewer may see, and where a new one begins. */
export default async function SchemesPage() {
  const ctx = await requireContext('/scorecard/schemes')
  const lines = await schemeList(ctx)
  const committees = ctx.viewer.roles.flatMap((held) => held.organisationId ?? [])
  const canManage = committees.some((organisationId) =>
    can(ctx.viewer, 'scheme.manage', { organisationId }),
  )
  const year = Number(dayOf(ctx.now).slice(0, 4))
  const tabs = scoreTabs(ctx.viewer, null, 'schemes')
  return (
    <>
      <PageHeader
        title="考核办法"
        crumbs={[{ label: '党建指数', href: '/scorecard' }]}
        context="一年一套，可以有多版。发布后不再改动；季度打开时冻结当时的最新一版。"
        actions={
          canManage ? (
            <>
              <LinkButton href="/scorecard/simulator">试算</LinkButton>
              <NewScheme
                schemeId={crypto.randomUUID()}
                year={year}
                hasLast={lines.some((line) => line.scheme.state !== 'draft')}
                create={createSchemeAction}
              />
            </>
          ) : undefined
        }
      />
      {tabs.length > 0 ? (
        <div className="mb-4">
          <LinkTabs label="党建指数的各页" items={tabs} />
        </div>
      ) : null}
      <div className="space-y-4">
        <SchemeList lines={lines} now={ctx.now} />
        {canManage ? <SchemeUpload year={year} adopt={adoptDocumentAction} /> : null}
      </div>
    </>
  )
}
