import { formatDay, formatMoment } from '@/lib/format'
import { quarterStateLabels, snapshotKindLabels } from '../quarter/states'
import type { ClassSheet } from './class-sheet'

/** What stands under the title of a sheet: which state it shows, its check code, the audit, the rules. */
export function sheetLines(
  sheet: Pick<ClassSheet, 'source' | 'revision' | 'state' | 'auditHead' | 'approval' | 'scheme'>,
): string[] {
  const { source, revision, state, auditHead, approval, scheme } = sheet
  const shown = source
    ? `${snapshotKindLabels[source.kind]}（第 ${revision} 版第 ${source.number} 次），${formatMoment(source.at)}`
    : `过程数据，没有定稿，也没有留存（现在是“${quarterStateLabels[state]}”）`
  return [
    shown,
    ...(source ? [`校验码（SHA-256） ${source.sha256}`] : []),
    `审计链头 ${auditHead}`,
    `${scheme.name}（${scheme.year} 年第 ${scheme.version} 版）`,
    ...(approval ? [`${approval.minutesNumber}，${formatDay(approval.approvedOn)}审定`] : []),
  ]
}
