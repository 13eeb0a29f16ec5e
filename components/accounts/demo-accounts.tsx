import type { DemoAccount } from '@/lib/accounts/demo-accounts'
import { Card } from '../ui/card'
import { TextLink } from '../ui/text-link'

/** The accounts of the demo data, to try each role; only where there is nothing real. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccount[] }) {
  return (
    <Card title="演示账号" aside="点工号填入" className="mt-8">
      <ul className="space-y-1.5">
        {accounts.map((account) => (
          <li key={account.employeeNumber} className="flex flex-wrap justify-between gap-x-4">
            <span>{account.role}</span>
            <span>
              <TextLink
                href={`/sign-in?by=password&number=${encodeURIComponent(account.employeeNumber)}`}
              >
                {account.employeeNumber}
              </TextLink>
              <span className="text-muted"> 密码 {account.password}</span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
