import { DescriptionList } from '@/components/ui/description-list'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { formatMoment } from '@/lib/format'
import type { HandoverSheet } from '@/lib/organisation/handover-queries'
import { assignmentStateLabels } from '@/lib/tasks/states'

/** Who hands what over to whom, with places to sign. */
export function HandoverSheetView({ sheet }: { sheet: HandoverSheet }) {
  return (
    <div className="space-y-6">
      <DescriptionList
        items={[
          { term: '移交人', detail: sheet.from.name },
          {
            term: '接收人',
            detail:
              sheet.to?.name ??
              (sheet.hasEnded ? '组织已不再设立，无接收人' : '暂缺，待新任书记接收'),
          },
          { term: '移交时间', detail: formatMoment(sheet.at) },
          { term: '办理人', detail: sheet.recordedByName ?? '系统' },
        ]}
      />
      {sheet.items.length === 0 ? (
        <p>移交时没有在办任务。</p>
      ) : (
        <Table caption={`在办任务 ${sheet.items.length} 项`} captionVisible>
          <thead>
            <tr>
              <HeadCell>序号</HeadCell>
              <HeadCell>任务</HeadCell>
              <HeadCell>移交时状态</HeadCell>
              <HeadCell>时限</HeadCell>
            </tr>
          </thead>
          <tbody>
            {sheet.items.map((item, position) => (
              <tr key={item.assignmentId}>
                <Cell phone="hidden">{position + 1}</Cell>
                <RowHead>{item.title}</RowHead>
                <Cell label="移交时状态">{assignmentStateLabels[item.state]}</Cell>
                <Cell label="时限">{formatMoment(new Date(item.dueAt))}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      <dl className="print-only">
        {['移交人', '接收人', '监交人'].map((signer) => (
          <div key={signer} className="mt-10 flex gap-2">
            <dt>{signer}（签字）：</dt>
            <dd className="flex-1 border-ink border-b">&nbsp;</dd>
            <dd>　　年　　月　　日</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
