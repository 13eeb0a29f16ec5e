import { StatStrip } from '@/components/ui/stat-strip'
import type { RosterPreview } from '@/lib/organisation/roster/import-preview'

/** The import in numbers; each figure leads to its list. */
export function ImportFigures({ preview }: { preview: RosterPreview }) {
  const { organisations, people, errorCount, warningCount, notes, unreachable } = preview
  return (
    <StatStrip
      label="名单概况"
      items={[
        { value: organisations, unit: '个', label: '党组织可以导入', href: '#changes' },
        { value: people, unit: '人', label: '党员可以导入', href: '#changes' },
        {
          value: errorCount,
          unit: '处',
          label: '改正后才能导入',
          href: '#errors',
          tone: errorCount > 0 ? 'late' : undefined,
        },
        { value: warningCount, unit: '处', label: '可以导入，请留意', href: '#warnings' },
        { value: notes.length, unit: '条', label: '请核实', href: '#notes' },
        { value: unreachable.length, unit: '人', label: '没有手机号', href: '#unreachable' },
      ]}
    />
  )
}
