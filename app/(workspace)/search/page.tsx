import type { Metadata } from 'next'
import { z } from 'zod'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { SearchForm } from '@/components/ui/search-form'
import { TextLink } from '@/components/ui/text-link'
import { addressText } from '@/lib/address-field'
import { searchDirectory } from '@/lib/organisation/search-directory'
import { requireContext } from '@/lib/session'
import { searchTasks } from '@/lib/tasks/search-tasks'

export const metadata: Metadata = { title: '查找' }

const address = z.object({ q: addressText(50) })
const groups = ['任务', '组织', '人员'] as const

/** The same search as ⌘K, as a page: for browsers without scripts and for phones. */
export default async function SearchPage({ searchParams }: PageProps<'/search'>) {
  const ctx = await requireContext('/search')
  const { q = '' } = address.parse(await searchParams)
  const found = (await Promise.all([searchTasks(ctx, q), searchDirectory(ctx, q)])).flat()
  return (
    <div className="max-w-form space-y-4">
      <PageHeader title="查找" context="按名称、工号或拼音首字母，各列出最多 8 条。" />
      <SearchForm action="/search" label="任务、党组织、人" defaultValue={q} />
      {q !== '' && found.length === 0 ? (
        <EmptyState title={`没有找到“${q}”`}>换个词，或只写其中两个字。</EmptyState>
      ) : null}
      {groups.map((group) => {
        const entries = found.filter((entry) => entry.group === group)
        return entries.length > 0 ? (
          <Card key={group} title={group} flush>
            <ul className="divide-y divide-line">
              {entries.map((entry) => (
                <li key={entry.href} className="px-4 py-3">
                  <TextLink href={entry.href}>{entry.label}</TextLink>
                  <p className="text-muted text-sm">{entry.detail}</p>
                </li>
              ))}
            </ul>
          </Card>
        ) : null
      })}
    </div>
  )
}
