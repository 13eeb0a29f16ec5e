import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { AccountTable } from '@/components/accounts/account-table'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { SearchForm } from '@/components/ui/search-form'
import { accountsPage } from '@/lib/accounts/queries'
import { accountsPlace } from '@/lib/accounts/schema'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'

export const metadata: Metadata = { title: '账号与角色' }

export default async function AccountsPage({ searchParams }: PageProps<'/accounts'>) {
  const [ctx, place] = await Promise.all([
    requireContext('/accounts'),
    searchParams.then((sent) => accountsPlace.parse(sent)),
  ])
  if (!can(ctx.viewer, 'account.list')) {
    forbidden()
  }
  const isHolders = place.show === 'roles'
  const page = await accountsPage(ctx, {
    search: place.q,
    after: place.after,
    roleHolders: isHolders,
  })
  const address = (changed: Record<string, string | undefined>) => {
    const kept = Object.entries({ q: place.q, show: place.show, ...changed })
    const query = new URLSearchParams(kept.flatMap(([k, v]) => (v ? [[k, v]] : [])))
    return `/accounts?${query}`
  }
  return (
    <>
      <PageHeader
        title="账号与角色"
        context="系统管理员给普通党员发设置码；安全管理员停用账号、授予角色，给党务干部发设置码；安全审计员查记录。三员分立，互不兼任。"
      />
      <div className="mb-4 space-y-3">
        <LinkTabs
          label="看哪些账号"
          items={[
            { href: address({ show: undefined }), label: '全部账号', current: !isHolders },
            { href: address({ show: 'roles' }), label: '有角色的', current: isHolders },
          ]}
        />
        <div className="max-w-form">
          <SearchForm
            action="/accounts"
            label="按姓名或工号查找"
            placeholder="姓名或工号"
            defaultValue={place.q}
            keep={{ show: place.show }}
          />
        </div>
      </div>
      {page.rows.length > 0 ? (
        <AccountTable rows={page.rows} />
      ) : (
        <EmptyState title={place.q ? '没有找到符合的账号' : '还没有账号'}>
          {place.q
            ? '请核对姓名或工号，也可以只填其中一部分。'
            : '导入名册后，每位同志的账号会出现在这里。'}
        </EmptyState>
      )}
      <Pager
        newerHref={place.after ? address({}) : undefined}
        newerLabel="回到第一页"
        olderHref={page.after ? address({ after: page.after }) : undefined}
      />
    </>
  )
}
