import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { ImportList } from '@/components/roster-import/import-list'
import { RosterUploadForm } from '@/components/roster-import/roster-upload-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { listRosterImports } from '@/lib/organisation/roster/roster-queries'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '导入花名册' }

export default async function RosterImportPage() {
  const ctx = await requireContext('/organisation/import')
  if (!can(ctx.viewer, 'organisation.import')) {
    forbidden()
  }
  const imports = await listRosterImports(ctx)
  return (
    <>
      <PageHeader
        title="导入花名册"
        crumbs={[{ label: '组织', href: '/organisation' }]}
        context="上传后先预览、改正，确认后才写入；重复导入同一份名单不会改动任何内容。"
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,30rem)_minmax(0,1fr)] lg:items-start">
        <Card title="上传 Excel">
          <RosterUploadForm />
        </Card>
        <Card title="最近的导入" flush>
          <ImportList imports={imports} now={ctx.now} />
        </Card>
      </div>
    </>
  )
}
