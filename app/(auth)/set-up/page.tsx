import type { Metadata } from 'next'
import { SetUpForm } from '@/components/accounts/set-up-form'
import { TextLink } from '@/components/ui/text-link'
import { setUpPassword } from '../actions'

export const metadata: Metadata = { title: '设置密码' }

export default function SetUpPage() {
  return (
    <>
      <h1 className="mb-1 text-2xl">设置密码</h1>
      <p className="mb-5 text-muted">
        设置码由管理员当面交给您，3 天内有效，只能用一次。没有设置码的，可以
        <TextLink href="/sign-in?by=sms">用手机短信登录</TextLink>。
      </p>
      <SetUpForm action={setUpPassword} />
    </>
  )
}
