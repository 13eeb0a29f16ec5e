import { EndForm, MergeForm } from '@/components/organisation/ending-forms'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { headcountOn } from '@/lib/organisation/organisation-queries'
import { dayOf } from '@/lib/period'
import { openWork } from '@/lib/tasks/open-work'
import { endHere, mergeHere } from '../../../actions'
import type { ChangePanelProps } from './change-panel'

/** 合并 in two steps: into what, then what happens to people and open work. */
export async function MergePanel({ ctx, organisation, organisations, intoId }: ChangePanelProps) {
  const today = dayOf(ctx.now)
  const others = organisations.filter(
    (one) => one.kind === organisation.kind && one.id !== organisation.id,
  )
  const into = others.find((one) => one.id === intoId)
  if (!into) {
    return (
      <form method="get" className="space-y-4">
        <SelectField
          name="into"
          label="并入哪个组织"
          hint="只列出同一类别的组织。下一步列出人员和在办任务，确认前不会改动。"
          required
          placeholder="请选择"
          choices={others.map((one) => ({ value: one.id, label: one.name }))}
        />
        <Button type="submit" tone="primary">
          下一步
        </Button>
      </form>
    )
  }
  const [items, taken, headcount] = await Promise.all([
    openWork.listOpen(ctx.db, organisation.id),
    openWork.listOpen(ctx.db, into.id),
    headcountOn(ctx.db, [organisation.id], today),
  ])
  const lower = organisations.filter((one) => one.parentId === organisation.id).length
  const takenTaskIds = new Set(taken.map((item) => item.taskId))
  return (
    <>
      <Notice
        tone="warning"
        title={`将把“${organisation.name}”并入“${into.name}”`}
        className="mb-4"
      >
        党员 {headcount.full + headcount.probationary} 人、编入 {headcount.attached} 人、下级组织{' '}
        {lower} 个一并转入，现任职务全部免去，在办任务 {items.length} 项按下面选定的办理。{' '}
        <TextLink href={`/organisation/${organisation.id}/change/merge`}>改选组织</TextLink>
      </Notice>
      <MergeForm
        action={mergeHere}
        organisation={organisation}
        into={into}
        items={items}
        now={ctx.now}
        today={today}
        takenTaskIds={
          new Set(items.map((item) => item.taskId).filter((id) => takenTaskIds.has(id)))
        }
      />
    </>
  )
}

/** 撤销: nobody may be left and nothing stand under it; open work is asked about. */
export async function EndPanel({ ctx, organisation, organisations }: ChangePanelProps) {
  const today = dayOf(ctx.now)
  const [items, headcount] = await Promise.all([
    openWork.listOpen(ctx.db, organisation.id),
    headcountOn(ctx.db, [organisation.id], today),
  ])
  const people = headcount.full + headcount.probationary + headcount.attached
  const lower = organisations.filter((one) => one.parentId === organisation.id).length
  if (people > 0 || lower > 0) {
    return (
      <Notice tone="warning" title="现在还不能撤销">
        还有在册人员 {people} 人、下级组织 {lower} 个。请先转接组织关系、移动下级组织，或改用
        <TextLink href={`/organisation/${organisation.id}/change/merge`}>合并</TextLink>
        一并转入。
      </Notice>
    )
  }
  return (
    <>
      <Notice tone="warning" title={`将撤销“${organisation.name}”`} className="mb-4">
        现任职务全部免去，在办任务 {items.length} 项按下面选定的办理。以前的记录都保留。
      </Notice>
      <EndForm
        action={endHere}
        organisation={organisation}
        items={items}
        now={ctx.now}
        today={today}
        successors={organisations.filter((one) => one.id !== organisation.id)}
      />
    </>
  )
}
