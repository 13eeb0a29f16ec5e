'use client'

import { useRef } from 'react'
import { useFormTexts } from '@/components/form/use-form-texts'
import { Card } from '@/components/ui/card'
import { exemptionRules, type Recurrence, recurrences } from '@/db/enums'
import { activityKindLabels } from '@/lib/tasks/states'
import { formNodeCount, rhythmOfTexts, rhythmSentence } from '@/lib/tasks/templates/states'

type Texts = Record<string, string | string[]>

/** What the fields come to, in the words the branch will read; follows them as they are filled in. */
export function TemplateSummary({ periods }: { periods: Record<Recurrence, string> }) {
  const place = useRef<HTMLDivElement>(null)
  const texts = useFormTexts(place)
  const said = (name: string) => (typeof texts[name] === 'string' ? texts[name] : '')
  const recurrence = recurrences.find((one) => one === said('recurrence')) ?? 'none'
  const nodes = nodesOf(texts)
  return (
    <div ref={place}>
      <Card title="照这样下达" aside="随填随变">
        <div className="space-y-4" aria-live="polite">
          <p className="rounded-control bg-sunken px-3 py-2 font-medium">
            {rhythmSentence(
              rhythmOfTexts(said, {
                recurrence,
                exemption: exemptionRules.find((one) => one === said('exemption')) ?? 'none',
              }),
            )}
          </p>
          <div>
            <p className="text-muted text-sm">支部收到的任务</p>
            <p className="font-semibold text-lg">
              {said('title').replaceAll('{当期}', periods[recurrence]) || '（还没有写任务名称）'}
            </p>
            <p className="line-clamp-6 whitespace-pre-line">{said('requirement')}</p>
          </div>
          {nodes.length > 0 ? (
            <ol className="list-inside list-decimal space-y-1">
              {nodes.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ol>
          ) : null}
          <p className="text-muted text-sm">
            {texts.isScored ? '办完后评价，计入党建指数。' : '不计分。'}
            交给几个党组织，保存后在模板页上看得到，启用前还会再说一次。
          </p>
        </div>
      </Card>
    </div>
  )
}

/** `活动开展，记主题党日纪实，交了就办完`. */
function nodesOf(texts: Texts): string[] {
  return Array.from({ length: formNodeCount }, (_, index) => `node${index + 1}`).flatMap((node) => {
    const title = texts[`${node}Title`]
    if (typeof title !== 'string') {
      return []
    }
    const kind = Object.entries(activityKindLabels).find(
      ([value]) => value === texts[`${node}ActivityKind`],
    )
    const words = [
      title,
      kind ? `记${kind[1]}纪实` : null,
      texts[`${node}Evidence`] ? '附佐证材料' : null,
      texts[`${node}Reviewer`] === 'none' ? '交了就办完' : '要审核',
    ]
    return [words.filter(Boolean).join('，')]
  })
}
