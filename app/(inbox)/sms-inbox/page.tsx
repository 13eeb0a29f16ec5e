import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AutoRefresh } from '@/components/notifications/auto-refresh'
import { PhoneThread } from '@/components/notifications/phone-thread'
import { BrandMark } from '@/components/shell/brand-mark'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchForm } from '@/components/ui/search-form'
import { TextLink } from '@/components/ui/text-link'
import { env } from '@/lib/env'
import { inboxPhones } from '@/lib/notifications/inbox'
import { inboxPlace } from '@/lib/notifications/schema'
import { anonymousContext } from '@/lib/session'

export const metadata: Metadata = { title: '短信收件箱（演示）' }

/** The phones of the local SMS twin. Open without signing in: here one reads the sign-in code. */
export default async function SmsInboxPage({ searchParams }: PageProps<'/sms-inbox'>) {
  if (!env().DEMO) {
    notFound()
  }
  const { q } = inboxPlace.parse(await searchParams)
  const ctx = await anonymousContext()
  const phones = await inboxPhones(ctx.db, q)
  return (
    <div className="mx-auto max-w-page px-4 pb-10">
      <AutoRefresh seconds={3} />
      <header className="flex min-h-topbar items-center">
        <BrandMark href="/" />
      </header>
      <main id="main">
        <PageHeader
          title="短信收件箱"
          context="仅演示环境有此页：没有真实短信发出，这里显示各手机会收到的内容。"
        />
        <div className="mb-4 max-w-form">
          <SearchForm
            action="/sms-inbox"
            label="按姓名或号码查找"
            placeholder="姓名或号码"
            defaultValue={q}
          />
        </div>
        {phones.length > 0 ? (
          <div className="grid items-start gap-4 md:grid-cols-2 xl:grid-cols-3">
            {phones.map((phone) => (
              <PhoneThread key={phone.lookup} phone={phone} now={ctx.now} />
            ))}
          </div>
        ) : (
          <EmptyState title={q ? '没有符合的手机' : '还没有短信'}>
            {q ? (
              <TextLink href="/sms-inbox">显示全部手机</TextLink>
            ) : (
              '下达一项任务，或用手机短信登录，几秒后就会出现在这里。'
            )}
          </EmptyState>
        )}
      </main>
    </div>
  )
}
