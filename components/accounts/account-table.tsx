import type { AccountRow } from '@/lib/accounts/queries'
import { roleKindLabels } from '@/lib/organisation/schema'
import { Badge } from '../ui/badge'
import { Cell, HeadCell, RowHead, Table } from '../ui/table'
import { TextLink } from '../ui/text-link'

/** Accounts, one a row, each leading to its own page. */
export function AccountTable({ rows }: { rows: AccountRow[] }) {
  return (
    <Table caption="账号">
      <thead>
        <tr>
          <HeadCell>姓名</HeadCell>
          <HeadCell>状态</HeadCell>
          <HeadCell>工号</HeadCell>
          <HeadCell>手机号</HeadCell>
          <HeadCell>支部</HeadCell>
          <HeadCell>登录方式</HeadCell>
          <HeadCell align="end">登录设备</HeadCell>
          <HeadCell>角色</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.personId}>
            <RowHead>
              <TextLink href={`/accounts/${row.personId}`}>{row.name}</TextLink>
            </RowHead>
            <Cell label="状态" phone="badge">
              <AccountBadge state={row.state} />
            </Cell>
            <Cell label="工号" short>
              {row.employeeNumber ?? '—'}
            </Cell>
            <Cell label="手机号" short>
              {row.phoneMasked ?? '—'}
            </Cell>
            <Cell label="支部">{row.branchName ?? '—'}</Cell>
            <Cell label="登录方式" short>
              {waysOf(row)}
            </Cell>
            <Cell label="登录设备" align="end">
              {row.openSessions}
            </Cell>
            <Cell label="角色">
              {row.roles.map(({ role }) => roleKindLabels[role]).join('、') || '—'}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}

/** Whether an account is in use, as mark and word. */
export function AccountBadge({ state }: { state: AccountRow['state'] }) {
  return state === 'active' ? (
    <Badge tone="done">使用中</Badge>
  ) : (
    <Badge tone="paused">已停用</Badge>
  )
}

function waysOf({ hasPassword, phoneMasked }: AccountRow): string {
  const ways = [hasPassword ? '密码' : '', phoneMasked ? '短信' : ''].filter(Boolean)
  return ways.join('、') || '尚不能登录'
}
