import type { ReactNode } from 'react'
import { formatBytes } from '@/lib/format'
import { EmptyState } from './empty-state'
import { FileIcon } from './icons'

export type ListedFile = {
  id: string
  name: string
  sizeBytes: number
  /** Where the bytes are; authorised on every request. */
  href: string
  previewHref?: string
  /** Who and when, or the classification. */
  detail?: ReactNode
}

/** Attachments with size and download; `empty` is the sentence shown when there is none. */
export function FileList({ files, empty }: { files: ListedFile[]; empty?: string }) {
  if (files.length === 0) {
    return empty ? <EmptyState title={empty} /> : null
  }
  return (
    <ul className="divide-y divide-line">
      {files.map((file) => (
        <li key={file.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
          <FileIcon className="size-5 text-muted" />
          <div className="min-w-0 flex-1">
            <a
              href={file.href}
              download={file.name}
              className="underline decoration-line-strong underline-offset-4 hover:decoration-current max-lg:flex max-lg:min-h-target max-lg:items-center"
            >
              {file.name}
            </a>
            <p className="text-muted text-sm">
              {formatBytes(file.sizeBytes)}
              {file.detail ? <> · {file.detail}</> : null}
            </p>
          </div>
          {file.previewHref ? (
            <a
              href={file.previewHref}
              target="_blank"
              rel="noreferrer"
              aria-label={`预览 ${file.name}`}
              className="inline-flex min-h-target-small items-center px-2 text-sm underline-offset-4 hover:underline"
            >
              预览
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
