import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { Notice } from '@/components/ui/notice'
import type { PreviewChanges } from '@/lib/organisation/roster/import-preview'

/** What an import would write, compared with what the system has today. */
export function ChangeSummary({ changes }: { changes: PreviewChanges }) {
  const { movedPeople, endedPosts, missingPeople, missingOrganisations, held } = changes
  return (
    <Card id="changes" title="导入后会怎样" className="scroll-mt-20">
      <DescriptionList
        items={[
          {
            term: '党组织',
            detail: `新增 ${changes.newOrganisations} 个，有变动 ${changes.changedOrganisations.length} 个（原来的名称、隶属和分类作为历史保留）`,
          },
          {
            term: '党员',
            detail: `新增 ${changes.newPeople} 人，更新资料 ${changes.updatedPeople} 人，没有变化 ${changes.unchangedPeople} 人`,
          },
          {
            term: '任职',
            detail: `新增 ${changes.newPosts} 项，结束 ${endedPosts.length} 项；换了书记的，在办任务随职务移交并生成交接清单`,
          },
        ]}
      />
      {held.length > 0 ? (
        <Notice
          tone="warning"
          className="mt-4"
          title={`有 ${held.length} 人要先核对，下面写明的内容这次不导入`}
        >
          <Lines>{held.map((one) => `第 ${one.row} 行 ${one.name}：${one.words}`)}</Lines>
        </Notice>
      ) : null}
      <Unfold title="有变动的党组织" lines={changes.changedOrganisations} />
      <Unfold
        title="调整支部的党员"
        lines={movedPeople.map((one) => `${one.name}：${one.from} → ${one.to}`)}
      />
      <Unfold
        title="结束的任职"
        lines={endedPosts.map((one) => `${one.name}：${one.organisation} ${one.post}`)}
      />
      <Unfold
        title="系统里有、名单里没有的党员（不会移除，请核实后在组织页面办理）"
        lines={missingPeople.map((one) => `${one.name}（${one.organisation}）`)}
      />
      <Unfold title="系统里有、名单里没有的党组织（不会撤销）" lines={missingOrganisations} />
    </Card>
  )
}

function Unfold({ title, lines }: { title: string; lines: string[] }) {
  return lines.length === 0 ? null : (
    <details className="mt-3">
      <summary className="min-h-target-small cursor-pointer py-1 font-medium">
        {title}：{lines.length}
      </summary>
      <Lines>{lines}</Lines>
    </details>
  )
}

function Lines({ children }: { children: string[] }): ReactNode {
  return (
    <ul className="mt-1 list-disc columns-1 gap-8 ps-6 sm:columns-2">
      {children.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two people may have the same line
        <li key={`${index}-${line}`}>{line}</li>
      ))}
    </ul>
  )
}
