import { Card } from '@/components/ui/card'
import { FileList } from '@/components/ui/file-list'
import type { SubmittedEvent } from '@/lib/tasks/timeline'
import { HandedInText } from './handed-in-text'

/** What was handed in last, in full width, wherever the review panel does not show it. */
export function SubmittedWork({ event }: { event: SubmittedEvent }) {
  return (
    <Card
      title="提交的内容"
      aside={`第 ${event.version} 版 · ${event.isOnTime ? '按时' : '逾期提交'}`}
    >
      <p className="max-w-reading whitespace-pre-line">
        <HandedInText>{event.text || '没有补充说明。'}</HandedInText>
      </p>
      {event.files.length > 0 ? (
        <div className="mt-3">
          <FileList
            files={event.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))}
          />
        </div>
      ) : null}
    </Card>
  )
}
