import { DataTable } from '@/components/data-table/data-table'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatMoment } from '@/lib/format'
import type { FormLine } from '@/lib/forms/queries'

/** Forms as rows, the newest first. */
export function FormList(props: { rows: FormLine[]; now: Date; isSearch: boolean }) {
  return (
    <DataTable
      caption="填报表"
      rows={props.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/forms/${row.id}`}
      columns={[
        { key: 'name', header: '表名', rowHead: true, cell: (row) => row.name },
        { key: 'by', header: '制表', width: '9rem', cell: (row) => row.department ?? '党建部' },
        { key: 'fields', header: '填报内容', width: '7rem', cell: (row) => `${row.fields} 项` },
        {
          key: 'changed',
          header: '最近修改',
          width: '14rem',
          cell: (row) => `${formatMoment(row.changedAt, props.now)} ${row.changedByName}`,
        },
        {
          key: 'state',
          header: '版本',
          width: '11rem',
          phone: 'badge',
          cell: (row) => (
            <Badge tone={row.state === 'frozen' ? 'done' : 'neutral'}>
              第 {row.version} 版{row.state === 'frozen' ? ' · 已定版' : ' · 编辑中'}
            </Badge>
          ),
        },
      ]}
      empty={
        props.isSearch ? (
          <EmptyState title="没有找到这样的填报表">换个词，或清空搜索看全部。</EmptyState>
        ) : (
          <EmptyState
            title="这里还没有填报表"
            actions={<LinkButton href="/forms/new">新建填报表</LinkButton>}
          >
            一张表可以挂在任务的节点上，支部填一次，系统自动汇总。
          </EmptyState>
        )
      }
    />
  )
}
