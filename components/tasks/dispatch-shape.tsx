import { DescriptionList } from '@/components/ui/description-list'
import type { CompletionRule } from '@/db/enums'
import type { DispatchEffect } from '@/lib/tasks/dispatch-effect'

type DispatchShapeProps = {
  effect: DispatchEffect
  completionRule: CompletionRule
  completionCount: number | null
  closerName: string | null
}

/** How a draft will go out where that is not the common case; nothing for a plain one. */
export function DispatchShape(props: DispatchShapeProps) {
  const items = linesOf(props)
  return items.length > 0 ? (
    <div className="mt-4">
      <DescriptionList items={items} />
    </div>
  ) : null
}

function linesOf({ effect, closerName, ...rule }: DispatchShapeProps) {
  const branches = effect.coordinators.reduce((sum, one) => sum + one.branches, 0)
  return [
    effect.nodes > 1 ? { term: '节点', detail: `每份 ${effect.nodes} 个节点` } : null,
    effect.coordinators.length > 0
      ? {
          term: '经党总支',
          detail: `${effect.coordinators.length} 个党总支分解到 ${branches} 个支部：${namesOf(effect.coordinators)}`,
        }
      : null,
    effect.copied.length > 0
      ? {
          term: '抄送',
          detail: `${effect.copied.length} 个党总支，${effect.copied.reduce((sum, one) => sum + one.people, 0)} 人：${namesOf(effect.copied)}`,
        }
      : null,
    effect.assists > 0
      ? {
          term: '牵头和协办',
          detail: `牵头 ${effect.branches - effect.assists} 个，协办 ${effect.assists} 个`,
        }
      : null,
    effect.persons > 0 ? { term: '完成', detail: completionWords(rule) } : null,
    closerName ? { term: '销号', detail: `只由${closerName}办结` } : null,
  ].filter((line) => line !== null)
}

/** How many of a branch's people make it done. */
function completionWords(rule: Pick<DispatchShapeProps, 'completionRule' | 'completionCount'>) {
  switch (rule.completionRule) {
    case 'all':
      return '收到的人各自完成'
    case 'any':
      return '每个支部有一人完成即可'
    case 'count':
      return `每个支部 ${rule.completionCount ?? 1} 人完成即可，其余的人自动结束`
  }
}

function namesOf(all: { name: string }[]): string {
  const names = all.slice(0, 5).map((one) => one.name)
  return `${names.join('、')}${all.length > 5 ? '等' : ''}`
}
