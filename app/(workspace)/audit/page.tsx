import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { Suspense } from 'react'
import { AuditFilter } from '@/components/audit-trail/audit-filter'
import { AuditHeadCard } from '@/components/audit-trail/audit-head-card'
import { AuditTable } from '@/components/audit-trail/audit-table'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SkeletonTable } from '@/components/ui/skeleton'
import { actionWords, subjectWords } from '@/lib/audit-trail/action-words'
import { faultWords } from '@/lib/audit-trail/fault-words'
import { auditHead, formatHead } from '@/lib/audit-trail/head'
import { auditLines, auditPageSize, verifyRecent } from '@/lib/audit-trail/queries'
import { type AuditQuery, auditQuery } from '@/lib/audit-trail/schema'
import type { ViewerContext } from '@/lib/context'
import { formatMoment } from '@/lib/format'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '审计' }

/** The audit record for the audit administrator: filtered, with the head of the chain and its check. */
export default async function AuditPage({ searchParams }: PageProps<'/audit'>) {
  const ctx = await requireContext('/audit')
  if (!can(ctx.viewer, 'audit.read')) {
    forbidden()
  }
  const query = auditQuery.parse(await searchParams)
  const [head, verification] = await Promise.all([
    auditHead(ctx.db),
    query.verify ? verifyRecent(ctx) : null,
  ])
  return (
    <>
      <PageHeader
        title="审计"
        context="办理、下达、审核、账号等操作逐条记在这里，前后相扣，只能追加；草稿和已读标记不记。"
      />
      <AuditHeadCard
        head={formatHead(head)}
        asOf={formatMoment(ctx.now)}
        verifyHref={addressOf({ ...query, before: undefined, verify: '1' })}
        verification={
          verification && {
            checked: verification.checked,
            faults: verification.faults.map(faultWords),
          }
        }
      />
      <AuditFilter query={query} actions={actionWords} />
      <Suspense
        key={addressOf(query)}
        fallback={<SkeletonTable label="记录正在载入" rows={auditPageSize} />}
      >
        <Lines ctx={ctx} query={query} />
      </Suspense>
    </>
  )
}

async function Lines({ ctx, query }: { ctx: ViewerContext; query: AuditQuery }) {
  const { lines, next } = await auditLines(ctx, query)
  return (
    <>
      {lines.length > 0 ? (
        <AuditTable lines={lines} actions={actionWords} subjects={subjectWords} />
      ) : (
        <EmptyState title="没有符合条件的记录">
          请放宽条件再查。人员请填全名或工号，对象请填编号全文。
        </EmptyState>
      )}
      <Pager
        newerHref={query.before ? addressOf({ ...query, before: undefined }) : undefined}
        newerLabel="回到最新"
        olderHref={next ? addressOf({ ...query, verify: undefined, before: next }) : undefined}
        olderLabel="更早的记录"
      />
    </>
  )
}

function addressOf(query: AuditQuery): string {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined)
  return `/audit?${new URLSearchParams(entries.map(([key, value]) => [key, String(value)]))}`
}
