import type { Metadata } from 'next'
import { QueryForm } from '@/components/scorecard/query-form'
import { QueryCharts, QueryTable } from '@/components/scorecard/query-results'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { PrintButton } from '@/components/ui/print-button'
import { formatMoment } from '@/lib/format'
import { forPage } from '@/lib/page'
import { checkCode } from '@/lib/scorecard/quarter/states'
import { sourceWords } from '@/lib/scorecard/query/export-query'
import { runQuery } from '@/lib/scorecard/query/run-query'
import { type QueryAddress, queryAddress } from '@/lib/scorecard/query/schema'
import { requireContext } from '@/lib/session'
import { scoreTabs } from '../score-tabs'

export const metadata: Metadata = { title: '指标查询' }

/** 指标一体化查询: any indicator × branches × quarters, as chart and as table. */
export default async function QueryPage({ searchParams }: PageProps<'/scorecard/query'>) {
  const ctx = await requireContext('/scorecard/query')
  const address = queryAddress.parse(await searchParams)
  const result = await forPage(runQuery(ctx, address))
  const [latest] = result.sources
  const other = address.view === 'chart' ? 'table' : 'chart'
  return (
    <>
      <PageHeader
        title="指标一体化查询"
        context={
          result.sources.length > 0
            ? result.sources.map((one) => sourceWords(one, checkCode)).join('；')
            : `截至 ${formatMoment(ctx.now)}`
        }
        actions={
          latest ? (
            <>
              <LinkButton href={`/scorecard/query?${searchOf(address, { view: other })}`}>
                {other === 'table' ? '先看表' : '先看图'}
              </LinkButton>
              <LinkButton href={`/api/scorecard/query?${searchOf(address)}`} download>
                导出 Excel
              </LinkButton>
              <PrintButton />
            </>
          ) : undefined
        }
      />
      <div className="no-print mb-4">
        <LinkTabs label="党建指数" items={scoreTabs(ctx.viewer, latest ?? null, 'query')} />
      </div>
      {latest ? (
        <div className="space-y-4">
          <QueryForm choices={result.choices} asked={result.asked} address={address} />
          {result.rows.length === 0 ? (
            <EmptyState title="没有符合条件的支部">请放宽类别或支部的选择。</EmptyState>
          ) : address.view === 'chart' ? (
            <>
              <QueryCharts {...result} />
              <QueryTable {...result} />
            </>
          ) : (
            <>
              <QueryTable {...result} />
              <QueryCharts {...result} />
            </>
          )}
        </div>
      ) : (
        <EmptyState
          title="还没有打开过季度"
          actions={<LinkButton href="/scorecard/quarters">打开季度</LinkButton>}
        >
          打开一个季度之后，这里可以按指标、支部和季度查询。
        </EmptyState>
      )}
    </>
  )
}

function searchOf(address: QueryAddress, changes: Partial<QueryAddress> = {}): string {
  const { indicators, periods, branches, class: own, view } = { ...address, ...changes }
  const search = new URLSearchParams({ view, ...(own ? { class: own } : {}) })
  for (const [name, values] of Object.entries({ indicators, periods, branches })) {
    if (values.length > 0) {
      search.set(name, values.join(','))
    }
  }
  return search.toString()
}
