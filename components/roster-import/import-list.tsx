import { Badge } from '@/components/ui/badge'
import { EmptyState } from '@/components/ui/empty-state'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment } from '@/lib/format'
import type { RosterImportLine } from '@/lib/organisation/roster/roster-queries'

const states = {
  preview: { tone: 'soon', words: '待确认' },
  committed: { tone: 'done', words: '已导入' },
  discarded: { tone: 'neutral', words: '已作废' },
} as const

/** The latest imports with what became of them. */
export function ImportList({ imports, now }: { imports: RosterImportLine[]; now: Date }) {
  if (imports.length === 0) {
    return (
      <div className="p-4">
        <EmptyState title="还没有导入过花名册">
          第一次导入会建立党组织、党员、任职和账号，之后每次导入只改动有变化的内容。
        </EmptyState>
      </div>
    )
  }
  return (
    <Table caption="最近的导入" className="border-0">
      <thead>
        <tr>
          <HeadCell>文件</HeadCell>
          <HeadCell>上传</HeadCell>
          <HeadCell>导入时间</HeadCell>
          <HeadCell>状态</HeadCell>
        </tr>
      </thead>
      <tbody>
        {imports.map((one) => (
          <tr key={one.id}>
            <RowHead>
              {one.state === 'discarded' ? (
                one.fileName
              ) : (
                <TextLink href={`/organisation/import/${one.id}`}>{one.fileName}</TextLink>
              )}
            </RowHead>
            <Cell label="上传">
              {one.uploaderName} {formatMoment(one.createdAt, now)}
            </Cell>
            <Cell label="导入时间">
              {one.committedAt ? formatMoment(one.committedAt, now) : '—'}
            </Cell>
            <Cell phone="badge">
              <Badge tone={states[one.state].tone}>{states[one.state].words}</Badge>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
