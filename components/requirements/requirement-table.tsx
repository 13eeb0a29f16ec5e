import { DataTable } from '@/components/data-table/data-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatDay } from '@/lib/format'
import type { RequirementRow } from '@/lib/tasks/requirements/queries'
import { requirementSourceLabels } from '@/lib/tasks/requirements/states'
import { FiguresWords } from './figures-words'
import { RequirementBadge } from './requirement-badge'

type RequirementTableProps = { rows: RequirementRow[]; now: Date; isFiltered: boolean }

/** Requirements with their source, tasks and light; the title opens one. */
export function RequirementTable({ rows, now, isFiltered }: RequirementTableProps) {
  return (
    <DataTable
      caption="立项，新的在前"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/requirements/${row.id}`}
      columns={[
        { key: 'title', header: '立项', rowHead: true, cell: (row) => row.title },
        { key: 'number', header: '编号', width: '6rem', cell: (row) => row.number },
        {
          key: 'source',
          header: '来源',
          width: '14rem',
          cell: (row) => (
            <>
              {requirementSourceLabels[row.source]}
              {row.reference ? <span className="note">{row.reference}</span> : null}
            </>
          ),
        },
        {
          key: 'received',
          header: '收到',
          width: '8.5rem',
          cell: (row) => formatDay(row.receivedOn, now),
        },
        {
          key: 'due',
          header: '时限',
          width: '8.5rem',
          cell: (row) => (row.dueOn ? formatDay(row.dueOn, now) : '未定'),
        },
        {
          key: 'tasks',
          header: '任务',
          width: '15rem',
          cell: (row) => <FiguresWords figures={row.figures} />,
        },
        {
          key: 'state',
          header: '状态',
          width: '9rem',
          phone: 'badge',
          cell: (row) => <RequirementBadge {...row} now={now} />,
        },
      ]}
      empty={
        isFiltered ? (
          <EmptyState title="没有符合条件的立项">换一个来源或状态，或清空搜索再看。</EmptyState>
        ) : (
          <EmptyState
            title="没有办理中的立项"
            actions={<LinkButton href="/requirements/new">登记立项</LinkButton>}
          >
            上级来文、党委会议定事项、领导批示、巡察整改和支部需求，登记后编号，再分成任务下达。
          </EmptyState>
        )
      }
    />
  )
}
