import { Cell, HeadCell, RowHead } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import { formatPoints } from '@/lib/format'
import type { LedgerEntry } from '@/lib/scorecard/branch-score'
import type { Fold, FoldStep } from '@/lib/scorecard/fold'

const limitWords = { base: '起点', floor: '按下限计', cap: '按上限计' }

type FoldTableProps = { fold: Fold<LedgerEntry>; opensTasks: boolean }

/** The sum, line by line, with what it came to after each. */
export function FoldTable({ fold, opensTasks }: FoldTableProps) {
  return (
    <table className="table-dense">
      <caption className="sr-only">得分逐条相加</caption>
      <thead>
        <tr>
          <HeadCell>事项</HeadCell>
          <HeadCell align="end">计分</HeadCell>
          <HeadCell align="end">累计</HeadCell>
        </tr>
      </thead>
      <tbody>
        {fold.steps.map((step) => (
          <tr key={step.entry?.id ?? step.kind}>
            <RowHead>
              <StepName step={step} opensTasks={opensTasks} />
            </RowHead>
            <Cell label="计分" align="end" className="whitespace-nowrap">
              {formatPoints(step.amountHundredths, { sign: step.kind !== 'base' })}
              {step.kind === 'entry' && step.amountHundredths === 0 ? '（零）' : null}
            </Cell>
            <Cell label="累计" align="end" className="whitespace-nowrap">
              {formatPoints(step.totalHundredths)}
            </Cell>
          </tr>
        ))}
        <tr className="font-semibold">
          <RowHead>合计</RowHead>
          <Cell phone="hidden" />
          <Cell label="合计" align="end" className="whitespace-nowrap">
            {formatPoints(fold.totalHundredths)} 分
          </Cell>
        </tr>
      </tbody>
    </table>
  )
}

type StepNameProps = { step: FoldStep<LedgerEntry>; opensTasks: boolean }

function StepName({ step, opensTasks }: StepNameProps) {
  if (step.kind !== 'entry' || step.entry === null) {
    return limitWords[step.kind === 'entry' ? 'base' : step.kind]
  }
  const { taskId, assignmentId, taskTitle } = step.entry
  if (!opensTasks || taskId === null || assignmentId === null) {
    return taskTitle
  }
  return <TextLink href={`/tasks/${taskId}/assignments/${assignmentId}`}>{taskTitle}</TextLink>
}
