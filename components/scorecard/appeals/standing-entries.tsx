import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'
import { formatDay, formatPoints } from '@/lib/format'
import type { LedgerLine } from '@/lib/scorecard/ledger/schema'

type StandingEntriesProps = {
  quarterId: string
  organisationId: string
  lines: LedgerLine[]
  mayAppeal: boolean
  setAside: FormAction | null
}

/** The entries that count, each with what can be done about it now. */
export function StandingEntries(props: StandingEntriesProps) {
  const { quarterId, organisationId, lines, mayAppeal, setAside } = props
  if (lines.length === 0) {
    return null
  }
  const hasActs = mayAppeal || setAside !== null
  return (
    <section>
      <h2 className="mb-2 text-lg">计入得分的分录</h2>
      <Table caption="计入得分的分录">
        <thead>
          <tr>
            <HeadCell>事项</HeadCell>
            <HeadCell>日期</HeadCell>
            <HeadCell align="end">分值</HeadCell>
            <HeadCell>经办</HeadCell>
            {hasActs ? <HeadCell>办理</HeadCell> : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <RowHead>
                {line.reason}
                <span className="block font-normal text-muted text-sm">{line.ruleSentence}</span>
              </RowHead>
              <Cell label="日期">{line.occurredOn ? formatDay(line.occurredOn) : '—'}</Cell>
              <Cell label="分值" align="end">
                {line.effect === 'points'
                  ? formatPoints(line.amountHundredths, { sign: true })
                  : line.effect === 'zero'
                    ? '本项清零'
                    : '一票否决'}
              </Cell>
              <Cell label="经办">{line.handlerName ?? '系统'}</Cell>
              {hasActs ? (
                <Cell label="办理">
                  {mayAppeal ? (
                    <TextLink
                      href={`/scorecard/${quarterId}/appeals/new?organisation=${organisationId}&entry=${line.id}`}
                    >
                      申诉
                    </TextLink>
                  ) : null}
                  {setAside ? <SetAsideForm entryId={line.id} setAside={setAside} /> : null}
                </Cell>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}

function SetAsideForm({ entryId, setAside }: { entryId: string; setAside: FormAction }) {
  return (
    <DisclosureDialog trigger="搁置" triggerSize="small" title="搁置这条分录">
      <ActionForm action={setAside} hidden={{ entryId }} className="space-y-4">
        <p>搁置后仍按现在的分值计，审定前须有处理结果。</p>
        <TextAreaField name="reason" label="争议在哪里" required rows={2} maxLength={300} />
        <SubmitButton tone="primary">搁置</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
