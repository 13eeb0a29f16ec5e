import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { FormList } from '@/components/forms/form-list'
import { LinkButton } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import { formPage } from '@/lib/forms/queries'
import { formsAddress } from '@/lib/forms/schema'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { workTabs } from '../work-tabs'

export const metadata: Metadata = { title: '填报表' }

/** The forms of the office: in use, and 停用. */
export default async function FormsPage({ searchParams }: PageProps<'/forms'>) {
  const ctx = await requireContext('/forms')
  if (!can(ctx.viewer, 'form.list')) {
    forbidden()
  }
  const { q, show, after } = formsAddress.parse(await searchParams)
  const page = await formPage(ctx, { search: q, show, after })
  const kept = { q, show: show === 'active' ? undefined : show }
  return (
    <>
      <PageHeader
        title="填报表"
        crumbs={[{ label: '任务', href: '/tasks' }]}
        context="一张表随任务下达后定版；支部填一次，系统汇总，已知的自动带出。"
        actions={
          <LinkButton href="/forms/new" tone="primary">
            新建填报表
          </LinkButton>
        }
      />
      <div className="mb-4">
        <LinkTabs label="任务的来源" items={workTabs(ctx.viewer, '/forms')} />
      </div>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <LinkTabs
          label="状态"
          items={[
            { href: '/forms', label: '使用中', current: show === 'active' },
            { href: '/forms?show=archived', label: '已停用', current: show === 'archived' },
          ]}
        />
        <SearchForm action="/forms" label="找填报表" defaultValue={q} keep={{ show: kept.show }} />
      </div>
      <FormList rows={page.rows} now={ctx.now} isSearch={Boolean(q) || show === 'archived'} />
      <Pager
        newerHref={after ? addressOf('/forms', kept) : undefined}
        newerLabel="回到第一页"
        olderHref={page.next ? addressOf('/forms', { ...kept, after: page.next }) : undefined}
      />
    </>
  )
}
