import type { Metadata } from 'next'
import { DataTable } from '@/components/data-table/data-table'
import { TemplateActs } from '@/components/templates/template-acts'
import { TemplateBadge } from '@/components/templates/template-table'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { formatMoment, formatPeriod } from '@/lib/format'
import { forPage, pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { requireContext } from '@/lib/session'
import { activityKindLabels, nodeReviewerLabels, taskStateLabels } from '@/lib/tasks/states'
import { type TemplateDetail, templateDetail } from '@/lib/tasks/templates/queries'
import type { TemplateNode } from '@/lib/tasks/templates/schema'
import {
  anchorWords,
  exemptionLabels,
  goesToWords,
  originLabels,
} from '@/lib/tasks/templates/states'
import {
  activateTemplateAction,
  createFromTemplateAction,
  deactivateTemplateAction,
} from '../actions'

export const metadata: Metadata = { title: '任务模板' }

/** One template: where it comes from, what it sends out next, what it has made. */
export default async function TemplatePage({ params }: PageProps<'/templates/[templateId]'>) {
  const templateId = pageId((await params).templateId)
  const ctx = await requireContext(`/templates/${templateId}`)
  const detail = await forPage(templateDetail(ctx, templateId))
  const { template } = detail
  return (
    <>
      <PageHeader
        title={template.name}
        crumbs={[{ label: '任务模板', href: '/templates' }, { label: template.name }]}
        context={`${originLabels[template.origin]} · ${template.department ?? '党建部'} ${detail.createdByName} 制作 · 第 ${template.version} 版`}
        actions={
          <TemplateActs
            detail={detail}
            taskId={crypto.randomUUID()}
            today={dayOf(ctx.now)}
            actions={{ activateTemplateAction, deactivateTemplateAction, createFromTemplateAction }}
          />
        }
      />
      <div className="space-y-4">
        <Card title="怎么下达" aside={<TemplateBadge isActive={template.isActive} />}>
          <DescriptionList items={rhythmItems(detail, ctx.now)} />
        </Card>
        <Card title="任务内容">
          <DescriptionList
            items={[
              { term: '任务名称', detail: template.content.title },
              { term: '任务要求', detail: template.content.requirement },
              { term: '节点', detail: template.content.nodes.map(nodeWords).join('\n') },
              { term: '计分', detail: template.content.isScored ? '计入任务评价' : '不计分' },
            ]}
          />
        </Card>
        <section aria-labelledby="made">
          <h2 id="made" className="mb-2 text-lg">
            已生成的任务
          </h2>
          <Instances detail={detail} now={ctx.now} />
        </section>
      </div>
    </>
  )
}

function rhythmItems({ template, next, goesTo }: TemplateDetail, now: Date) {
  return [
    { term: '依据', detail: template.basis ?? '没有写明' },
    { term: '多久一次', detail: anchorWords(template.recurrence, template.anchor) },
    { term: '对象', detail: `按今天的组织设置交给 ${goesToWords(goesTo)}` },
    { term: '哪些支部', detail: exemptionLabels[template.exemption] },
    ...(next
      ? [
          {
            term: '下一次',
            detail: `${formatPeriod(next.period)}：${next.outAt <= now ? '几分钟内' : formatMoment(next.outAt, now)} 下达，${formatMoment(next.dueAt, now)} 前完成`,
          },
        ]
      : []),
  ]
}

function nodeWords(node: TemplateNode): string {
  const kind = node.activityKind ? `，记${activityKindLabels[node.activityKind]}纪实` : ''
  const lead = node.leadDays > 0 ? `，提前 ${node.leadDays} 个工作日` : ''
  return `第 ${node.stage} 步 ${node.title}${kind}${lead}，${nodeReviewerLabels[node.reviewer]}${node.reviewer === 'none' ? '' : '审核'}`
}

function Instances({ detail, now }: { detail: TemplateDetail; now: Date }) {
  return (
    <DataTable
      caption="已生成的任务，新的在前"
      rows={detail.instances}
      rowKey={(row) => row.id}
      rowHref={(row) => `/tasks/${row.id}`}
      columns={[
        { key: 'title', header: '任务', rowHead: true, cell: (row) => row.title },
        {
          key: 'period',
          header: '期',
          width: '10rem',
          cell: (row) => (row.period ? formatPeriod(row.period) : '单次使用'),
        },
        {
          key: 'due',
          header: '截止',
          width: '11rem',
          cell: (row) => formatMoment(row.dueAt, now),
        },
        {
          key: 'state',
          header: '状态',
          width: '7rem',
          phone: 'badge',
          cell: (row) => taskStateLabels[row.state],
        },
      ]}
      empty={<EmptyState title="还没有生成过任务">启用后到时间自动生成。</EmptyState>}
    />
  )
}
