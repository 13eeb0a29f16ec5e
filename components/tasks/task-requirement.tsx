import { Card } from '@/components/ui/card'
import { FileList } from '@/components/ui/file-list'

type TaskRequirementProps = {
  task: { requirement: string; isEvidenceRequired: boolean; department: string | null }
  attachments: { id: string; name: string; sizeBytes: number }[]
}

/** What the task asks for, with its attachments. */
export function TaskRequirement({ task, attachments }: TaskRequirementProps) {
  return (
    <Card title="任务要求" aside={task.department ?? undefined}>
      <p className="max-w-reading whitespace-pre-line">{task.requirement}</p>
      <p className="mt-3 text-muted text-sm">
        {task.isEvidenceRequired ? '提交时必须附佐证材料。' : '不要求佐证材料。'}
      </p>
      {attachments.length > 0 ? (
        <div className="mt-2">
          <FileList
            files={attachments.map((file) => ({ ...file, href: `/api/files/${file.id}` }))}
          />
        </div>
      ) : null}
    </Card>
  )
}
