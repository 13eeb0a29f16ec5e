import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { AuditLine } from '@/lib/audit-trail/queries'
import { formatMoment } from '@/lib/format'

type AuditTableProps = {
  lines: AuditLine[]
  actions: Record<string, string>
  subjects: Record<string, string>
}

/** Entries of the record; every subject is also the filter for what else happened to it. */
export function AuditTable({ lines, actions, subjects }: AuditTableProps) {
  return (
    <Table caption="审计记录，新的在前">
      <thead>
        <tr>
          <HeadCell align="end">序号</HeadCell>
          <HeadCell>事项</HeadCell>
          <HeadCell>时间</HeadCell>
          <HeadCell>人员</HeadCell>
          <HeadCell>对象</HeadCell>
          <HeadCell>内容</HeadCell>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.seq}>
            <Cell phone="badge" align="end">
              {line.seq}
            </Cell>
            <RowHead>{actions[line.action] ?? line.action}</RowHead>
            <Cell label="时间" short>
              {formatMoment(line.at)}
            </Cell>
            <Cell label="人员" short>
              {line.actorName ?? (line.actorId ? '已不在册' : '系统')}
            </Cell>
            <Cell label="对象" short>
              <TextLink href={`/audit?subject=${encodeURIComponent(line.subjectId)}`}>
                {subjects[line.subjectType] ?? line.subjectType} {line.subjectId.slice(-8)}
              </TextLink>
            </Cell>
            <Cell label="内容">
              <details>
                <summary className="inline-flex min-h-target-small items-center underline underline-offset-4">
                  查看
                </summary>
                <p className="break-all font-mono text-xs">{line.detail}</p>
                <p className="break-all font-mono text-muted text-xs">
                  请求 {line.requestId} · 校验 {line.hash}
                </p>
              </details>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
