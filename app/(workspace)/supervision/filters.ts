import type { z } from 'zod'
import { addressOf } from '@/lib/tasks/address'
import {
  type SupervisionShow,
  type supervisionAddress,
  supervisionShows,
} from '@/lib/tasks/supervision-address'
import type { SupervisionCounts } from '@/lib/tasks/supervision-queries'

export type Filter = z.output<typeof supervisionAddress>

const showLabels: Record<SupervisionShow, string> = {
  all: '全部在办',
  unaccepted: '未签收',
  late: '逾期',
  behind: '落后序时进度',
  soon: '临近时限',
  submitted: '等待审核',
  paused: '暂停计时',
}

/** The filter as fields of an address or a form, the default and what is empty left out. */
export function keptOf({ show, task, branch, under, q }: Filter): Record<string, string> {
  const fields = { show: show === 'all' ? undefined : show, task, branch, under, q }
  return Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
}

/** A chip for each state; 审核积压 lists one of them only. */
export function chipsOf(filter: Filter, counts: SupervisionCounts) {
  const by = filter.by === 'branch' ? 'branch' : undefined
  return supervisionShows.map((show) => ({
    href: addressOf('/supervision', { ...keptOf({ ...filter, show }), by }),
    label: showLabels[show],
    count: counts[show],
    current: show === filter.show && filter.by !== 'reviewer',
  }))
}

/** The same list by copy, by organisation, by reviewer. */
export function tabsOf(filter: Filter, counts: SupervisionCounts) {
  const kept = keptOf(filter)
  return [
    { href: addressOf('/supervision', kept), label: '逐份', current: filter.by === 'copy' },
    {
      href: addressOf('/supervision', { ...kept, by: 'branch' }),
      label: '按党组织',
      current: filter.by === 'branch',
    },
    {
      href: addressOf('/supervision', { ...kept, by: 'reviewer' }),
      label: '审核积压',
      count: counts.submitted,
      current: filter.by === 'reviewer',
    },
  ]
}
