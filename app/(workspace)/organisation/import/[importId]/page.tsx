import type { Metadata } from 'next'
import { forbidden, notFound } from 'next/navigation'
import { ChangeSummary } from '@/components/roster-import/change-summary'
import { CommitForm } from '@/components/roster-import/commit-form'
import { FaultTable } from '@/components/roster-import/fault-table'
import { ImportFigures } from '@/components/roster-import/import-figures'
import { PreviewHeader } from '@/components/roster-import/preview-header'
import { UnreachableList } from '@/components/roster-import/unreachable-list'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { DomainError } from '@/lib/errors'
import { formatMoment } from '@/lib/format'
import { committedSince, loadRosterPreview } from '@/lib/organisation/roster/roster-queries'
import { pageId } from '@/lib/page'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { commitImport, discardImport, fixCell } from '../actions'

export const metadata: Metadata = { title: '花名册预览' }

export default async function RosterPreviewPage({
  params,
}: PageProps<'/organisation/import/[importId]'>) {
  const importId = pageId((await params).importId)
  const ctx = await requireContext(`/organisation/import/${importId}`)
  if (!can(ctx.viewer, 'organisation.import')) {
    forbidden()
  }
  const preview = await loadRosterPreview(ctx, importId).catch(asMissing)
  if (!preview) {
    return <Cleared committedAt={await committedSince(ctx, importId)} now={ctx.now} />
  }
  const place = { importId, version: preview.version }
  return (
    <>
      <PreviewHeader preview={preview} now={ctx.now} discard={discardImport} />
      <ImportFigures preview={preview} />
      <div className="mt-4 space-y-4">
        <FaultTable
          id="errors"
          title={`改正后才能导入（${preview.errorCount} 处）`}
          empty="没有需要改正的地方。"
          faults={preview.errors}
          count={preview.errorCount}
          place={place}
          fix={fixCell}
        />
        <ChangeSummary changes={preview.changes} />
        <CommitForm preview={preview} action={commitImport} />
        <FaultTable
          id="warnings"
          title={`可以导入，请留意（${preview.warningCount} 处）`}
          empty="没有需要留意的地方。"
          faults={preview.warnings}
          count={preview.warningCount}
          place={place}
          fix={fixCell}
        />
        <FaultTable
          id="notes"
          title={`请核实（${preview.notes.length} 条）`}
          empty="没有需要核实的地方。"
          faults={preview.notes}
          count={preview.notes.length}
        />
        <UnreachableList members={preview.unreachable} />
      </div>
    </>
  )
}

function asMissing(error: unknown): never {
  if (error instanceof DomainError && error.code === 'not_found') {
    notFound()
  }
  throw error
}

/** The content is gone: thrown away, or all of it in. */
function Cleared({ committedAt, now }: { committedAt: Date | null; now: Date }) {
  if (committedAt) {
    return (
      <EmptyState
        title={`这份名单已于 ${formatMoment(committedAt, now)} 导入`}
        actions={
          <LinkButton href="/organisation" tone="primary">
            查看组织
          </LinkButton>
        }
      >
        没有需要再改的地方。为保护个人信息，读取的内容已清除，导入记录保留。
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="这次导入已经作废"
      actions={
        <LinkButton href="/organisation/import" tone="primary">
          重新上传
        </LinkButton>
      }
    >
      读取的内容已清除，系统里的数据没有改动。
    </EmptyState>
  )
}
