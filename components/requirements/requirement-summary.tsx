'use client'

import { useRef } from 'react'
import { useFormTexts } from '@/components/form/use-form-texts'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { requirementSources } from '@/db/enums'
import { formatDay } from '@/lib/format'
import { requirementSourceLabels } from '@/lib/tasks/requirements/states'

/** The head of the 呈批件 as it would be printed now, and what follows on registering. */
export function RequirementSummary({ isNew }: { isNew: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  const texts = useFormTexts(place)
  const said = (name: string) => (typeof texts[name] === 'string' ? texts[name] : '')
  const source = requirementSources.find((one) => one === said('source'))
  const from = [source ? requirementSourceLabels[source] : '', said('reference')]
  const day = (name: string) =>
    /^\d{4}-\d{2}-\d{2}$/.test(said(name)) ? formatDay(said(name)) : null
  return (
    <div ref={place} className="space-y-4">
      <Card title="呈批件上这样写" aside="随填随变">
        <DescriptionList
          items={[
            { term: '标题', detail: said('title') || '（还没有写）' },
            { term: '来源', detail: from.filter(Boolean).join('　') || '（还没有选）' },
            { term: '收到', detail: day('receivedOn') ?? '（还没有填）' },
            { term: '时限', detail: day('dueOn') ?? '未定' },
            { term: '内容', detail: said('content') || '（还没有写）' },
          ]}
        />
      </Card>
      {isNew ? (
        <Card title="登记以后">
          <ol className="list-inside list-decimal space-y-1">
            <li>自动编号，可打印呈批件送领导批示。</li>
            <li>从这里新建任务下达，各支部的进度汇到这里。</li>
            <li>任务都办结后写明结果，销号。</li>
          </ol>
        </Card>
      ) : null}
    </div>
  )
}
