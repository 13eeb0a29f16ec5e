import { DataTable } from '@/components/data-table/data-table'
import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/form-fields'
import { Badge } from '@/components/ui/badge'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatPeriod } from '@/lib/format'
import type { QuarterLine } from '@/lib/scorecard/quarter/quarter-overview'
import { quarterStateLabels } from '@/lib/scorecard/quarter/states'

/** Every quarter of the committee, newest first. */
export function QuarterList({ rows }: { rows: QuarterLine[] }) {
  return (
    <DataTable
      caption="各季度"
      rows={rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/scorecard/${row.id}/manage`}
      columns={[
        { key: 'period', header: '季度', rowHead: true, cell: (row) => formatPeriod(row.period) },
        {
          key: 'state',
          header: '现在',
          phone: 'badge',
          cell: (row) => (
            <Badge tone={row.state === 'frozen' ? 'gold' : 'soon'}>
              {quarterStateLabels[row.state]}
            </Badge>
          ),
        },
        { key: 'revision', header: '版次', cell: (row) => `第 ${row.revision} 版` },
        { key: 'minutes', header: '审定纪要', cell: (row) => row.minutesNumber ?? '—' },
      ]}
      empty={
        <EmptyState title="还没有打开过季度">
          先发布当年的考核办法，再打开季度。打开后办法即为该季度冻结，以后的修改从下一季度起适用。
        </EmptyState>
      }
    />
  )
}

/** Opens a quarter under the scheme published last. */
export function OpenQuarterForm({ periods, open }: { periods: string[]; open: FormAction }) {
  return (
    <DisclosureDialog trigger="打开季度" triggerTone="primary" title="打开季度">
      <ActionForm action={open} className="space-y-4">
        <p>
          打开时冻结最新发布的考核办法和各支部的考核分类。以后的修改从下一季度起适用；季度打开后系统开始自动核算。
        </p>
        <SelectField
          name="period"
          label="季度"
          required
          placeholder="请选择"
          choices={periods.map((value) => ({ value, label: formatPeriod(value) }))}
        />
        <SubmitButton tone="primary">打开</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
