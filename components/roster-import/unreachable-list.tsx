import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import type { UnreachableMember } from '@/lib/organisation/roster/import-preview'

const title = '没有手机号的党员'

/** Members to be told in person, by telephone or on paper. */
export function UnreachableList({ members }: { members: UnreachableMember[] }) {
  return (
    <Card
      id="unreachable"
      title={`${title}（${members.length} 人）`}
      flush
      className="scroll-mt-20"
    >
      <p className="px-4 py-3 text-muted">
        {members.length === 0
          ? '每位党员都登记了手机号。'
          : '短信发不到这些党员，下达任务时请当面、电话或书面告知；可以照常导入。'}
      </p>
      {members.length === 0 ? null : (
        <Table caption={title} className="border-0">
          <thead>
            <tr>
              <HeadCell>姓名</HeadCell>
              <HeadCell>所在党支部</HeadCell>
              <HeadCell>党内职务</HeadCell>
              <HeadCell align="end">行</HeadCell>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <tr key={member.row}>
                <RowHead>{member.name}</RowHead>
                <Cell label="所在党支部">{member.branch}</Cell>
                <Cell label="党内职务">{member.post ?? '—'}</Cell>
                <Cell label="行" align="end">
                  {member.row}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}
