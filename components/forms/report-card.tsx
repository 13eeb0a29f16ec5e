import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { FileList } from '@/components/ui/file-list'
import { Cell, HeadCell, Table } from '@/components/ui/table'
import type { ShownField } from '@/lib/tasks/reports/shown-report'

/** What was filled in with a hand-in, field by field; the place a cell of the 汇总表 leads to. */
export function ReportCard({ fields }: { fields: ShownField[] }) {
  const plain = fields.filter((field) => field.table === null && field.files.length === 0)
  return (
    <Card title="填报内容" id="report" className="scroll-mt-[calc(var(--spacing-topbar)+1rem)]">
      <DescriptionList
        items={plain.map(({ label, text }) => ({ term: label, detail: text ?? '未填' }))}
      />
      {fields.map((field) =>
        field.table ? (
          <div key={field.key} className="mt-4">
            <p className="mb-2 font-medium">
              {field.label}（{field.table.rows.length} 行）
            </p>
            <RowsTable label={field.label} {...field.table} />
          </div>
        ) : field.files.length > 0 ? (
          <div key={field.key} className="mt-4">
            <p className="font-medium">{field.label}</p>
            <FileList
              files={field.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))}
            />
          </div>
        ) : null,
      )}
    </Card>
  )
}

function RowsTable({ label, heads, rows }: { label: string; heads: string[]; rows: string[][] }) {
  return (
    <Table caption={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <HeadCell key={head}>{head}</HeadCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name but its place
          <tr key={index}>
            {row.map((cell, at) => (
              <Cell key={heads[at]} label={heads[at]} phone={at === 0 ? 'title' : 'line'}>
                {cell || '—'}
              </Cell>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
