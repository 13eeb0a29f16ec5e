import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { DemoAccounts } from '@/components/accounts/demo-accounts'
import { PasswordForm } from '@/components/accounts/password-form'
import { SmsForm } from '@/components/accounts/sms-form'
import { LinkTabs } from '@/components/ui/link-tabs'
import { TextLink } from '@/components/ui/text-link'
import { demoAccounts, demoRetiree } from '@/lib/accounts/demo-accounts'
import { signInPlace } from '@/lib/accounts/schema'
import { sessionContext } from '@/lib/session'
import { passwordSignIn, smsSignIn } from '../actions'

export const metadata: Metadata = { title: '登录' }

export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const { by, from, number } = signInPlace.parse(await searchParams)
  if (await sessionContext()) {
    redirect((from ?? '/') as Route)
  }
  const demo = demoAccounts()
  const back = from ? `&from=${encodeURIComponent(from)}` : ''
  return (
    <>
      <h1 className="mb-3 text-2xl">登录</h1>
      <LinkTabs
        label="登录方式"
        items={[
          { href: `/sign-in?by=password${back}`, label: '工号和密码', current: by === 'password' },
          { href: `/sign-in?by=sms${back}`, label: '手机短信', current: by === 'sms' },
        ]}
      />
      <div className="py-5">
        {by === 'sms' ? (
          <SmsForm action={smsSignIn} from={from} />
        ) : (
          <PasswordForm key={number} action={passwordSignIn} from={from} employeeNumber={number} />
        )}
      </div>
      <p className="text-muted">
        第一次登录或忘记密码：用手机短信登录，或用管理员发的
        <TextLink href="/set-up">设置码设置密码</TextLink>。
      </p>
      {demo.length > 0 ? <DemoAccounts accounts={demo} retiree={demoRetiree} /> : null}
    </>
  )
}
