import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { formatMoment, formatPeriod } from '@/lib/format'
import type { SchemeLine } from '@/lib/scorecard/scheme/drafting/queries'
import { schemeStateLabels } from '@/lib/scorecard/scheme/states'

/** Versions, newest first. */
export function SchemeList({ lines, now }: { lines: SchemeLine[]; now: Date }) {
  return (
    <DataTable
      caption="考核办法，新的在前"
      rows={lines}
      rowKey={(line) => line.scheme.id}
      rowHref={(line) => `/scorecard/schemes/${line.scheme.id}`}
      columns={[
        {
          key: 'name',
          header: '办法',
          rowHead: true,
          cell: ({ scheme }) => `${scheme.year}年第 ${scheme.version} 版 ${scheme.name}`,
        },
        {
          key: 'state',
          header: '状态',
          width: '8rem',
          phone: 'badge',
          cell: (line) => <SchemeBadge {...line} />,
        },
        {
          key: 'size',
          header: '内容',
          width: '11rem',
          cell: ({ indicators, rules }) => `${indicators} 项指标、${rules} 条规则`,
        },
        {
          key: 'quarters',
          header: '用于',
          width: '12rem',
          cell: ({ quarters }) =>
            quarters.length > 0 ? quarters.map(formatPeriod).join('、') : '—',
        },
        {
          key: 'by',
          header: '发布或新建',
          width: '14rem',
          cell: ({ scheme, byName }) =>
            scheme.publishedAt
              ? `${formatMoment(scheme.publishedAt, now)} 发布`
              : `${byName} ${formatMoment(scheme.createdAt, now)} 新建`,
        },
      ]}
      empty={
        <EmptyState title="还没有考核办法">
          可以从内置样例开始，或导入公开的考核表（JSON、Excel），核对后发布。
        </EmptyState>
      }
    />
  )
}

/** 草稿, 当前使用, 已发布 or 已停用. */
export function SchemeBadge({ scheme, isCurrent }: Pick<SchemeLine, 'scheme' | 'isCurrent'>) {
  return isCurrent ? (
    <Badge tone="done">当前使用</Badge>
  ) : (
    <Badge tone={scheme.state === 'draft' ? 'soon' : 'neutral'}>
      {schemeStateLabels[scheme.state]}
    </Badge>
  )
}
