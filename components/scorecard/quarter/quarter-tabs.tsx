import { LinkTabs } from '@/components/ui/link-tabs'

type QuarterTabsProps = {
  quarterId: string
  current: 'manage' | 'judge' | 'appeals'
  /** Which of them the viewer has. */
  has: Record<'manage' | 'judge' | 'appeals', boolean>
}

const labels = { manage: '进度', judge: '初评', appeals: '申诉' } as const

/** The places of a quarter that officers work in. */
export function QuarterTabs({ quarterId, current, has }: QuarterTabsProps) {
  const places = (['manage', 'judge', 'appeals'] as const).filter((one) => has[one])
  return places.length < 2 ? null : (
    <div className="mb-4">
      <LinkTabs
        label="本季度的各项工作"
        items={places.map((one) => ({
          href: `/scorecard/${quarterId}/${one}`,
          label: labels[one],
          current: one === current,
        }))}
      />
    </div>
  )
}
