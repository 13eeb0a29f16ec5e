import { CheckboxGroupField, SelectField, TextField } from '@/components/form/form-fields'
import { activityKinds } from '@/db/enums'
import type { RuleFields } from '@/lib/scorecard/scheme/in-browser/states'
import { sourceLabels, taskScopeLabels } from '@/lib/scorecard/scheme/states'
import { activityKindLabels } from '@/lib/tasks/states'

/** Where a rule takes what it scores from; a closed list. */
export function SourceFields({ fields }: { fields: RuleFields }) {
  const { sourceKind, activities, scope, sourceKey } = fields
  return (
    <>
      <SelectField
        name="sourceKind"
        label="数据来源"
        hint="学习时长、登录、点赞、个人排名等一律不能作为来源"
        required
        choices={Object.entries(sourceLabels).map(([value, label]) => ({ value, label }))}
        defaultValue={sourceKind}
      />
      {sourceKind === 'obligation' || sourceKind === 'attendance' ? (
        <CheckboxGroupField
          name="activities[]"
          label="哪些活动"
          required
          inRow
          choices={activityKinds.map((value) => ({ value, label: activityKindLabels[value] }))}
          defaultValue={activities}
        />
      ) : null}
      {sourceKind === 'task' ? (
        <SelectField
          name="scope"
          label="哪些任务"
          required
          placeholder="请选择"
          choices={Object.entries(taskScopeLabels).map(([value, label]) => ({ value, label }))}
          defaultValue={scope}
        />
      ) : null}
      {sourceKind === 'reported' ? (
        <TextField
          name="sourceKey"
          label="填报项的名称"
          hint="填报表里设为“发布为已知数据”的名称"
          required
          maxLength={100}
          defaultValue={sourceKey}
        />
      ) : null}
    </>
  )
}
