import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { FileList } from '@/components/ui/file-list'
import { TextLink } from '@/components/ui/text-link'

type TaskRequirementProps = {
  task: {
    requirement: string
    isEvidenceRequired: boolean
    isScored: boolean
    department: string | null
  }
  /** 备选审核人, where one is named and the reader issues the task. */
  alternateReviewerName?: string | null
  /** 销号人, likewise. */
  closerName?: string | null
  /** 填报表 of a task of one step, for who may open it. */
  form?: { id: string; name: string; version: number } | null
  attachments: { id: string; name: string; sizeBytes: number }[]
  /** What may be done about it, under the text. */
  children?: ReactNode
}

/** What the task asks for, with its attachments. */
export function TaskRequirement(props: TaskRequirementProps) {
  const { task, alternateReviewerName, closerName, form, attachments, children } = props
  return (
    <Card title="任务要求" aside={task.department ?? undefined}>
      <p className="max-w-reading whitespace-pre-line">{task.requirement}</p>
      <p className="mt-3 text-muted text-sm">
        {task.isEvidenceRequired ? '提交时必须附佐证材料。' : '不要求佐证材料。'}
        {task.isScored ? '计分任务：评价的分值记入党建指数。' : '不计分：只评等次和评语。'}
        {alternateReviewerName ? `备选审核人：${alternateReviewerName}。` : null}
        {closerName ? `销号人：${closerName}。` : null}
      </p>
      {form ? (
        <p className="mt-1 text-sm">
          填表提交：
          <TextLink href={`/forms/${form.id}`}>{`${form.name}（第 ${form.version} 版）`}</TextLink>
        </p>
      ) : null}
      {children}
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
