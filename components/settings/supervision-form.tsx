import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { SupervisionRules } from '@/lib/settings/schema'

type SupervisionFormProps = { rules: SupervisionRules; action: FormAction }

/** 督办规则: after how long somebody else is told. */
export function SupervisionForm({ rules, action }: SupervisionFormProps) {
  const days = { inputMode: 'numeric', required: true } as const
  return (
    <Card title="督办规则">
      <ActionForm action={action} className="space-y-4">
        <TextField
          {...days}
          name="firstCallDays"
          label="未签收满几个工作日，提醒副书记和党总支"
          defaultValue={String(rules.firstCallDays)}
        />
        <TextField
          {...days}
          name="secondCallDays"
          label="仍未签收满几个工作日，报告下达部门"
          defaultValue={String(rules.secondCallDays)}
        />
        <TextField
          {...days}
          name="overdueDays"
          label="逾期满几个工作日，报告党总支和下达部门"
          defaultValue={String(rules.overdueDays)}
        />
        <TextField
          {...days}
          name="urgeSpacingHours"
          label="两次催办至少间隔几小时"
          defaultValue={String(rules.urgeSpacingHours)}
        />
        <SubmitButton tone="primary">保存</SubmitButton>
      </ActionForm>
    </Card>
  )
}
