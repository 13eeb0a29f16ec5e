import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { formatMoment } from '@/lib/format'
import type { PlannedStep } from '@/lib/tasks/node-plan'
import { activityKindLabels } from '@/lib/tasks/states'

type NodePlanProps = { nodes: PlannedStep[]; now: Date }

/** The nodes a task is worked through, before anybody has begun. */
export function NodePlan({ nodes, now }: NodePlanProps) {
  return (
    <Card title="办理节点" aside={`${nodes.length} 个`}>
      <ol className="divide-y divide-line">
        {nodes.map((node, index) => (
          <li key={node.id} className="py-2">
            <p className="flex flex-wrap justify-between gap-x-4">
              <span className="font-medium">
                {node.position}. {node.title}
                {index > 0 && node.stage === nodes[index - 1]?.stage ? (
                  <span className="ps-2 font-normal text-muted text-sm">与上一节点同时</span>
                ) : null}
              </span>
              <span className="text-muted text-sm">{formatMoment(node.dueAt, now)} 截止</span>
            </p>
            {node.requirement ? (
              <p className="max-w-reading whitespace-pre-line">{node.requirement}</p>
            ) : null}
            <p className="text-muted text-sm">{notesOf(node).join(' · ')}</p>
            {node.form ? (
              <p className="text-sm">
                填报表：
                <TextLink href={`/forms/${node.form.id}`}>
                  {node.form.name}（第 {node.form.version} 版）
                </TextLink>
              </p>
            ) : null}
            {node.criteria ? <p className="text-muted text-sm">评价标准：{node.criteria}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function notesOf(node: PlannedStep): string[] {
  return [
    reviewerWords(node),
    node.isEvidenceRequired ? '附佐证材料' : null,
    node.activityKind ? `由${activityKindLabels[node.activityKind]}的活动纪实完成` : null,
    node.estimatedMinutes ? `约 ${node.estimatedMinutes} 分钟` : null,
  ].filter((note) => note !== null)
}

function reviewerWords({ reviewer, reviewerName }: PlannedStep): string {
  if (reviewer === 'none') {
    return '不需审核，提交即完成'
  }
  return reviewer === 'person' ? `${reviewerName ?? '指定的人'}审核` : '下达部门审核'
}
