import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextAreaField } from '@/components/form/form-fields'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import type { Comparison } from '@/lib/scorecard/self/comparison'
import type { ReplyView } from '@/lib/scorecard/self/reply-queries'

/** 核对: agreed as a whole, or an objection to one indicator. */
export function ReplyForms({ shown, reply }: { shown: Comparison; reply: FormAction }) {
  const hidden = {
    quarterId: shown.quarter.quarterId,
    organisationId: shown.subject.organisationId,
  }
  return (
    <div className="flex flex-wrap gap-2">
      <ActionForm action={reply} hidden={{ ...hidden, verdict: 'agreed' }}>
        <SubmitButton tone="primary">没有不同意见</SubmitButton>
      </ActionForm>
      <DisclosureDialog trigger="提出不同意见" title="提出不同意见">
        <ActionForm
          action={reply}
          hidden={{ ...hidden, verdict: 'objected' }}
          className="space-y-4"
        >
          <SelectField
            name="indicatorKey"
            label="哪一项指标"
            placeholder="全部得分"
            choices={shown.rows.map((row) => ({
              value: row.key,
              label: `${row.code} ${row.name}`,
            }))}
          />
          <TextAreaField
            name="words"
            label="不同意见"
            hint="写明事实和依据，归口部门会逐条答复"
            required
            maxLength={500}
          />
          <SubmitButton tone="primary">提交意见</SubmitButton>
        </ActionForm>
      </DisclosureDialog>
    </div>
  )
}

type ReplyListProps = {
  rows: ReplyView[]
  /** Absent where nobody answers here. */
  answer?: FormAction
  /** Whether the name of the branch is said. */
  withBranch: boolean
  now: Date
}

/** What branches said of their preliminary scores, with the answers. */
export function ReplyList({ rows, answer, withBranch, now }: ReplyListProps) {
  if (rows.length === 0) {
    return <EmptyState title="还没有核对意见">支部在反馈核对期内提出的意见会列在这里。</EmptyState>
  }
  return (
    <Card title="核对意见" flush>
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li key={row.id} className="space-y-1 px-4 py-3">
            <p className="flex flex-wrap items-center gap-x-3">
              <span className="font-medium">
                {withBranch ? `${row.organisationName} · ` : ''}
                {row.about}
              </span>
              {row.isAgreed ? (
                <Badge tone="done">没有不同意见</Badge>
              ) : row.answeredAt ? (
                <Badge tone="done">已答复</Badge>
              ) : (
                <Badge tone="soon">等待答复</Badge>
              )}
            </p>
            {row.words ? <p className="whitespace-pre-line">{row.words}</p> : null}
            <p className="text-muted text-sm">
              {row.byName} {formatMoment(row.at, now)}
            </p>
            {row.answer ? (
              <p className="rounded-card bg-sunken px-3 py-2">
                {row.answer}
                <span className="block text-muted text-sm">
                  {row.answeredByName} {row.answeredAt ? formatMoment(row.answeredAt, now) : ''}
                </span>
              </p>
            ) : null}
            {answer && row.isMine ? (
              <DisclosureDialog trigger="答复" triggerSize="small" title={`答复：${row.about}`}>
                <ActionForm action={answer} hidden={{ replyId: row.id }} className="space-y-4">
                  <p>{row.words}</p>
                  <TextAreaField
                    name="words"
                    label="答复"
                    hint="需要改分的，请同时在初评里更正"
                    required
                    maxLength={500}
                  />
                  <SubmitButton tone="primary">答复</SubmitButton>
                </ActionForm>
              </DisclosureDialog>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}
