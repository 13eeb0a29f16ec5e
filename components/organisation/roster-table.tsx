import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { memberKindLabels, type RosterMember, relationKindLabels } from '@/lib/organisation/schema'

type RosterTableProps = {
  rows: readonly RosterMember[]
  /** Names of the 党小组, by id. */
  groupNames: ReadonlyMap<string, string>
  caption: ReactNode
}

/** The people of a branch on a day, numbers masked. */
export function RosterTable({ rows, groupNames, caption }: RosterTableProps) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <HeadCell>姓名</HeadCell>
          <HeadCell>工号</HeadCell>
          <HeadCell>类别</HeadCell>
          <HeadCell>党小组</HeadCell>
          <HeadCell>手机号</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.personId}>
            <RowHead>
              <TextLink href={`/organisation/people/${row.personId}`} plain>
                {row.name}
              </TextLink>
            </RowHead>
            <Cell label="工号" phone="badge">
              {row.employeeNumber ?? '无工号'}
            </Cell>
            <Cell label="类别" short>
              {memberKindLabels[row.memberKind]}
              {row.relation === 'membership' ? null : (
                <span className="ps-2">
                  <Badge>{relationKindLabels[row.relation]}</Badge>
                </span>
              )}
            </Cell>
            <Cell label="党小组" phone={row.groupId ? 'line' : 'hidden'}>
              {row.groupId ? (groupNames.get(row.groupId) ?? '已撤销的党小组') : '未编组'}
            </Cell>
            <Cell label="手机号" short>
              {row.phoneMasked ?? '没有登记'}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
