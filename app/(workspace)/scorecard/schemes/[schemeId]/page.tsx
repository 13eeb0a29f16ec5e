import type { Metadata } from 'next'
import { SchemeActs } from '@/components/scorecard/schemes/scheme-acts'
import { SchemeDrawer } from '@/components/scorecard/schemes/scheme-drawer'
import { SchemeNotes } from '@/components/scorecard/schemes/scheme-notes'
import { SchemeTree } from '@/components/scorecard/schemes/scheme-tree'
import { WithDrawer } from '@/components/ui/drawer'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { type SchemeView, schemeView } from '@/lib/scorecard/scheme/drafting/queries'
import { schemeAddress } from '@/lib/scorecard/scheme/drafting/schema'
import { schemeStateLabels } from '@/lib/scorecard/scheme/states'
import { requireContext } from '@/lib/session'
import * as actions from '../actions'

export const metadata: Metadata = { title: '考核办法' }

/** One version: its indicators and rules in sentences; a draft is edited beside them. */
export default async function SchemePage({
  params,
  searchParams,
}: PageProps<'/scorecard/schemes/[schemeId]'>) {
  const schemeId = pageId((await params).schemeId)
  const ctx = await requireContext(`/scorecard/schemes/${schemeId}`)
  const view = await forPage(schemeView(ctx, schemeId))
  const address = schemeAddress.parse(await searchParams)
  const { scheme } = view
  const canEdit = view.canManage && scheme.state === 'draft'
  const drawer = SchemeDrawer({ view, address, canEdit, actions })
  return (
    <>
      <PageHeader
        title={`${scheme.year}年第 ${scheme.version} 版`}
        crumbs={[
          { label: '党建指数', href: '/scorecard' },
          { label: '考核办法', href: '/scorecard/schemes' },
        ]}
        context={contextOf(view, ctx.now)}
        actions={<SchemeActs view={view} actions={actions} />}
      />
      <WithDrawer drawer={drawer ?? undefined}>
        <div className="space-y-4">
          <SchemeNotes view={view} />
          <SchemeTree view={view} openKey={address.open} canEdit={canEdit} />
        </div>
      </WithDrawer>
    </>
  )
}

function contextOf({ scheme, quarters }: SchemeView, now: Date): string {
  const { name, basis } = scheme.document
  return [
    name,
    schemeStateLabels[scheme.state],
    basis ? `依据 ${basis}` : null,
    scheme.publishedAt ? `${formatMoment(scheme.publishedAt, now)} 发布` : null,
    quarters.length > 0 ? `用于${quarters.map(formatPeriod).join('、')}` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}
