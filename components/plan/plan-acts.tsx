import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { PlanState } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'

type PlanActsProps = {
  plan: { id: string; year: number; state: PlanState }
  milestones: number
  /** Not declared done. */
  unfinished: number
  actions: Record<'publishPlanAction' | 'closePlanAction' | 'carryOverAction', FormAction>
}

/** What can be done with a whole plan: publish, close, carry over. */
export function PlanActs({ plan, milestones, unfinished, actions }: PlanActsProps) {
  const hidden = { planId: plan.id }
  const next = plan.year + 1
  return (
    <>
      {plan.state === 'draft' && milestones > 0 ? (
        <DisclosureDialog trigger="发布" triggerTone="primary" title="发布年度计划">
          <ActionForm action={actions.publishPlanAction} hidden={hidden} className="space-y-4">
            <p>{`${milestones} 个节点将对全体党组织公开。发布后仍可修改，调整完成时限须写明原因并留下记录。`}</p>
            <SubmitButton tone="primary">发布</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {plan.state !== 'draft' ? (
        <DisclosureDialog trigger={`结转到${next}年`} title={`结转到${next}年`}>
          <ActionForm action={actions.carryOverAction} hidden={hidden} className="space-y-4">
            <p>{`${unfinished} 个没有登记完成的节点和它们的目标，将复制到${next}年度计划，时限先定在一季度，可以再改。已结转过的不会重复。`}</p>
            <SubmitButton tone="primary">结转</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
      {plan.state === 'published' ? (
        <DisclosureDialog trigger="关闭" title="关闭年度计划">
          <ActionForm action={actions.closePlanAction} hidden={hidden} className="space-y-4">
            <p>{`还有 ${unfinished} 个节点没有登记完成。关闭后不能再改，也不能再登记；未完成的可以结转。`}</p>
            <SubmitButton tone="danger">关闭计划</SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      ) : null}
    </>
  )
}

/** Begins the plan of a year. */
export function CreatePlanForm({ create, year }: { create: FormAction; year: number }) {
  return (
    <ActionForm action={create} className="mx-auto max-w-form space-y-4 text-start">
      <div className="grid gap-4 sm:grid-cols-[8rem_1fr]">
        <TextField
          name="year"
          label="年份"
          inputMode="numeric"
          required
          defaultValue={String(year)}
        />
        <TextField
          name="title"
          label="计划名称"
          required
          maxLength={80}
          defaultValue={`${year}年度重点任务`}
        />
      </div>
      <SubmitButton tone="primary">开始编制</SubmitButton>
    </ActionForm>
  )
}
