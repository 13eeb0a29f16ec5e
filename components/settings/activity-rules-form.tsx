import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { ActivityRules } from '@/lib/settings/schema'

type ActivityRulesFormProps = { rules: ActivityRules; action: FormAction }

/** 活动纪实: how long after the day a record is still one made in time. */
export function ActivityRulesForm({ rules, action }: ActivityRulesFormProps) {
  return (
    <Card title="活动纪实">
      <ActionForm action={action} className="space-y-4">
        <TextField
          name="recordWithinDays"
          label="活动后几个工作日内记，算按时"
          hint="超过的算补录：照样算已开展，注明补录和原因，不增加得分"
          inputMode="numeric"
          required
          defaultValue={String(rules.recordWithinDays)}
        />
        <SubmitButton tone="primary">保存</SubmitButton>
      </ActionForm>
    </Card>
  )
}
