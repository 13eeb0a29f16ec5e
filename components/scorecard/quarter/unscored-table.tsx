import { ActionForm } from '@/components/form/action-form'
import { RadioField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { treatmentKinds } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import { treatmentLabels } from '@/lib/scorecard/judging/states'
import type { QuarterOverview, UnscoredGroup } from '@/lib/scorecard/quarter/quarter-overview'
import { classLabels } from '@/lib/scorecard/scheme/states'

type UnscoredTableProps = {
  overview: QuarterOverview
  /** Null outside the steps in which it can be decided. */
  treat: FormAction | null
  now: Date
}

/** What nobody has scored, by indicator and class with the department that is late; what was decided. */
export function UnscoredTable({ overview, treat, now }: UnscoredTableProps) {
  const { quarter, unscored, treatments } = overview
  if (unscored.length + treatments.length === 0) {
    return null
  }
  const className = (one: UnscoredGroup['class']) => (one ? classLabels[one] : '未分类')
  return (
    <Card title="未评的指标" id="unscored" flush>
      {unscored.length === 0 ? (
        <p className="px-4 py-3 text-muted">现在没有未评的指标。</p>
      ) : (
        <Table caption="未评的指标" className="border-0">
          <thead>
            <tr>
              <HeadCell>指标</HeadCell>
              <HeadCell>归口部门</HeadCell>
              <HeadCell>类别</HeadCell>
              <HeadCell align="end">未评支部</HeadCell>
              <HeadCell>办理</HeadCell>
            </tr>
          </thead>
          <tbody>
            {unscored.map((group) => (
              <tr key={`${group.indicatorKey} ${group.class}`}>
                <RowHead>
                  {group.code} {group.name}
                </RowHead>
                <Cell label="归口部门">{group.department ?? '党建部'}</Cell>
                <Cell label="类别">{className(group.class)}</Cell>
                <Cell label="未评支部" align="end">
                  {group.branches}
                </Cell>
                <Cell label="办理">
                  {treat ? (
                    <TreatForm quarterId={quarter.id} group={group} treat={treat} />
                  ) : (
                    '等归口部门评分'
                  )}
                </Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
      {treatments.length > 0 ? (
        <ul className="divide-y divide-line border-line border-t">
          {treatments.map((one) => (
            <li key={`${one.indicatorKey} ${one.class}`} className="px-4 py-2 text-sm">
              指标 {one.indicatorKey} · {one.class ? classLabels[one.class] : '全部类别'} ·{' '}
              {treatmentLabels[one.treatment]}（{one.minutesNumber}）：{one.reason}
              <span className="text-muted">
                {' '}
                未按时评分的部门：{one.department ?? '党建部'} · {formatMoment(one.at, now)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </Card>
  )
}

type TreatFormProps = { quarterId: string; group: UnscoredGroup; treat: FormAction }

function TreatForm({ quarterId, group, treat }: TreatFormProps) {
  const hidden = {
    quarterId,
    indicatorKey: group.indicatorKey,
    ...(group.class ? { class: group.class } : {}),
  }
  return (
    <DisclosureDialog
      trigger="统一处理"
      triggerSize="small"
      title={`统一处理：${group.code} ${group.name}`}
    >
      <ActionForm action={treat} hidden={hidden} className="space-y-4">
        <p>
          {`${group.department ?? '党建部'}未评分，涉及 ${group.branches} 个支部。由领导小组对整类支部作出一个决定，记入纪要，并记为该部门未按时评分。`}
        </p>
        <RadioField
          name="treatment"
          label="怎样处理"
          required
          choices={treatmentKinds.map((value) => ({ value, label: treatmentLabels[value] }))}
        />
        <TextField name="minutesNumber" label="领导小组会议纪要编号" required maxLength={60} />
        <TextAreaField name="reason" label="理由" required rows={2} maxLength={300} />
        <SubmitButton tone="primary">{`对 ${group.branches} 个支部统一处理`}</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}
