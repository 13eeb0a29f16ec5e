import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import type { WaitingStep } from '@/lib/activities/steps-waiting'

const wants: Record<WaitingStep['wants'], string> = {
  form: '还要填写表格后提交',
  file: '还要上传佐证材料后提交',
  rework: '已退回，修改后再提交',
  hand_in: '还没有提交',
}

/** What the record alone does not finish: each step that stays with the branch, with the way there. */
export function PendingSteps({ steps }: { steps: WaitingStep[] }) {
  if (steps.length === 0) {
    return null
  }
  return (
    <Notice
      tone="warning"
      title={`纪实已保存，还有 ${steps.length} 项任务要接着办`}
      className="no-print"
    >
      <ul className="space-y-1">
        {steps.map((step) => (
          <li key={step.id}>
            <TextLink
              href={`/tasks/${step.taskId}/assignments/${step.assignmentId}?node=${step.position}`}
            >
              {step.title}
            </TextLink>
            ：{wants[step.wants]}。
          </li>
        ))}
      </ul>
    </Notice>
  )
}
