import type { DemoAccount, DemoRetiree } from '@/lib/accounts/demo-accounts'
import { Card } from '../ui/card'
import { TextLink } from '../ui/text-link'

/** The accounts of the demo data, to try each role; only where there is nothing real. */
export function DemoAccounts({
  accounts,
  retiree,
}: {
  accounts: readonly DemoAccount[]
  retiree: DemoRetiree
}) {
  return (
    <Card title="演示账号" aside="点工号填入" className="mt-8">
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1.5">
        {accounts.map((account) => (
          <div key={account.employeeNumber} className="min-w-0">
            <dt className="text-muted text-sm">
              {account.role} {account.name}
            </dt>
            <dd>
              <TextLink
                href={`/sign-in?by=password&number=${encodeURIComponent(account.employeeNumber)}`}
              >
                {account.employeeNumber}
              </TextLink>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-muted text-sm">
        密码：{[...new Set(accounts.map(({ password }) => password))].join('、')}
      </p>
      <p className="mt-1 text-muted text-sm">
        离退休党员{retiree.name}没有工号，<TextLink href="/sign-in?by=sms">用短信登录</TextLink>：
        {retiree.phone}
      </p>
    </Card>
  )
}
