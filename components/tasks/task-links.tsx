import { SelectField } from '@/components/form/form-fields'

type Choice = { id: string; label: string }

type TaskLinksProps = {
  requirements: Choice[]
  milestones: Choice[]
  requirementId?: string | undefined
  milestoneId?: string | undefined
}

/** What a task stands on: a requirement, a milestone of the year; nothing when there is neither. */
export function TaskLinks(props: TaskLinksProps) {
  const { requirements, milestones, requirementId, milestoneId } = props
  const choices = (list: Choice[]) => list.map(({ id, label }) => ({ value: id, label }))
  return (
    <>
      {requirements.length > 0 ? (
        <SelectField
          name="requirementId"
          label="立项"
          placeholder="不关联"
          defaultValue={requirementId}
          choices={choices(requirements)}
        />
      ) : null}
      {milestones.length > 0 ? (
        <SelectField
          name="milestoneId"
          label="年度重点节点"
          placeholder="不关联"
          defaultValue={milestoneId}
          choices={choices(milestones)}
        />
      ) : null}
    </>
  )
}
