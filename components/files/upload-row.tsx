import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { StatusIcon, type Tone } from '@/components/ui/status-icon'
import { formatBytes } from '@/lib/format'
import type { UploadItem, UploadState } from './upload-items'

const looks: Record<UploadState, { tone: Tone; word: string }> = {
  waiting: { tone: 'neutral', word: '等待上传' },
  sending: { tone: 'soon', word: '正在上传' },
  interrupted: { tone: 'paused', word: '暂停' },
  refused: { tone: 'late', word: '未接收' },
  stored: { tone: 'done', word: '已传好' },
}

type UploadRowProps = { item: UploadItem; onRetry: () => void; onRemove: () => void }

/** One chosen file: how far it is, what went wrong, and what can be done. */
export function UploadRow({ item, onRetry, onRemove }: UploadRowProps) {
  const look = looks[item.state]
  const percent = Math.floor((item.sentBytes / Math.max(1, item.sizeBytes)) * 100)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-48">
        <p>{item.name}</p>
        <p className="flex flex-wrap items-center gap-1.5 text-muted text-sm">
          <StatusIcon tone={look.tone} />
          {look.word}
          {item.state === 'sending' ? ` ${percent}%` : null} · {formatBytes(item.sizeBytes)}
        </p>
        {item.message ? <p className="text-late text-sm">{item.message}</p> : null}
        {item.state === 'sending' ? (
          <div className="mt-1">
            <ProgressBar
              label={`${item.name} 上传进度`}
              value={item.sentBytes}
              max={item.sizeBytes}
            />
          </div>
        ) : null}
      </div>
      {item.state === 'interrupted' ? (
        <Button size="small" onClick={onRetry} aria-label={`重试 ${item.name}`}>
          重试
        </Button>
      ) : null}
      <Button tone="quiet" size="small" onClick={onRemove} aria-label={`移除 ${item.name}`}>
        移除
      </Button>
    </li>
  )
}
