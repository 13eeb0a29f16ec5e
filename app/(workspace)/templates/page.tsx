import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { CatalogueList } from '@/components/templates/catalogue-list'
import { TemplateTable } from '@/components/templates/template-table'
import { LinkButton } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { FilterChips } from '@/components/ui/filter-chips'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { recurrences } from '@/db/enums'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf } from '@/lib/tasks/address'
import { catalogueLeft, templateList } from '@/lib/tasks/templates/queries'
import { templateAddress } from '@/lib/tasks/templates/schema'
import { recurrenceLabels } from '@/lib/tasks/templates/states'
import { workTabs } from '../work-tabs'
import { installTemplateAction } from './actions'

export const metadata: Metadata = { title: '任务模板' }

/** 任务模板: what goes out again and again, and what can be taken from the shelf. */
export default async function TemplatesPage({ searchParams }: PageProps<'/templates'>) {
  const ctx = await requireContext('/templates')
  if (!can(ctx.viewer, 'template.list')) {
    forbidden()
  }
  const { show } = templateAddress.parse(await searchParams)
  const [rows, left] = await Promise.all([templateList(ctx, { show }), catalogueLeft(ctx)])
  const kinds = ['all', ...recurrences] as const
  return (
    <>
      <PageHeader
        title="任务模板"
        context="周期性的到时间自动下达，每期一次；不重复的随时用来新建任务。改模板只影响以后的各期。"
        actions={
          <LinkButton href="/templates/new" tone="primary">
            新建模板
          </LinkButton>
        }
      />
      <div className="mb-4">
        <LinkTabs label="任务的来源" items={workTabs(ctx.viewer, '/templates')} />
      </div>
      <div className="mb-3">
        <FilterChips
          label="按周期"
          items={kinds.map((value) => ({
            label: value === 'all' ? '全部' : recurrenceLabels[value],
            href: addressOf('/templates', { show: value === 'all' ? undefined : value }),
            current: show === value,
          }))}
        />
      </div>
      <div className="space-y-4">
        <TemplateTable
          rows={rows}
          empty={
            <EmptyState title={show === 'all' ? '还没有模板' : '没有这种周期的模板'}>
              {left.length > 0
                ? '可以从下面的内置模板里取用，调整好时间再启用。'
                : '按“新建模板”，或在任务页存为模板。'}
            </EmptyState>
          }
        />
        {left.length > 0 ? (
          <CatalogueList
            entries={left.map((entry) => ({ ...entry, templateId: crypto.randomUUID() }))}
            install={installTemplateAction}
          />
        ) : null}
      </div>
    </>
  )
}
