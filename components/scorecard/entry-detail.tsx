import { Badge } from '@/components/ui/badge'
import { DescriptionList } from '@/components/ui/description-list'
import { TextLink } from '@/components/ui/text-link'
import { formatDay, formatMoment, formatPeriod, formatPoints } from '@/lib/format'
import type { LedgerLine } from '@/lib/scorecard/ledger/schema'

/** What an entry says: +2.00 分, 本项清零, 一票否决. */
export function entryAmount({ effect, amountHundredths }: LedgerLine): string {
  if (effect === 'points') {
    return `${formatPoints(amountHundredths, { sign: true })} 分`
  }
  return effect === 'zero' ? '本项清零' : '一票否决'
}

/** Whether an entry counts still, as mark and word; nothing where it does. */
export function EntryState({ state }: Pick<LedgerLine, 'state'>) {
  if (state === 'standing') {
    return null
  }
  return <Badge tone="returned">{state === 'reversal' ? '冲销' : '已冲销'}</Badge>
}

/** Where to look: links, or the words alone for those who may not open the thing. */
export function EvidenceList({ evidence }: Pick<LedgerLine, 'evidence'>) {
  if (evidence.length === 0) {
    return <span className="text-muted">没有附件，依据见事由</span>
  }
  return (
    <ul className="space-y-1">
      {evidence.map(({ label, href }) => (
        <li key={`${label} ${href}`}>{href ? <TextLink href={href}>{label}</TextLink> : label}</li>
      ))}
    </ul>
  )
}

/** One entry whole: rule, fact, evidence, who and when. */
export function EntryDetail({ line, now }: { line: LedgerLine; now: Date }) {
  return (
    <DescriptionList
      items={[
        {
          term: '计分',
          detail: (
            <span className="flex flex-wrap items-center gap-2">
              <strong>{entryAmount(line)}</strong>
              <EntryState state={line.state} />
            </span>
          ),
        },
        { term: '事由', detail: line.reason },
        { term: '规则', detail: line.ruleSentence },
        { term: '依据', detail: <EvidenceList evidence={line.evidence} /> },
        {
          term: '日期',
          detail: `${line.occurredOn ? formatDay(line.occurredOn, now) : '—'}，计入 ${formatPeriod(line.period)}`,
        },
        {
          term: '事实',
          detail: line.factVersion
            ? `第 ${line.factVersion} 版`
            : line.obligationId
              ? '应开展事项'
              : '按多项合计',
        },
        { term: '经办', detail: line.handlerName ?? '系统自动核对' },
        { term: '入账', detail: formatMoment(line.at, now) },
        { term: '规则版本', detail: `${line.ruleVersion} · 第 ${line.generation} 次` },
      ]}
    />
  )
}
