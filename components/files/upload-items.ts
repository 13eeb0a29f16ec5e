import { maxFileBytes, type StoredFile } from '@/lib/files/states'

export type UploadState = 'waiting' | 'sending' | 'interrupted' | 'refused' | 'stored'

export interface UploadItem {
  key: string
  name: string
  sizeBytes: number
  state: UploadState
  sentBytes: number
  /** How often it was tried. */
  attempts: number
  message: string
  /** Absent for a file that was already there when the form opened. */
  file: File | null
  stored: StoredFile | null
}

export type UploadEvent =
  | { type: 'chosen'; files: { key: string; file: File }[] }
  | { type: 'started'; key: string }
  | { type: 'progress'; key: string; sentBytes: number }
  | { type: 'stored'; key: string; stored: StoredFile }
  | { type: 'refused' | 'interrupted'; key: string; message: string }
  | { type: 'retry'; key?: string }
  | { type: 'removed'; key: string }

/** Files that were attached before. */
export function startItems(stored: readonly StoredFile[]): UploadItem[] {
  return stored.map((file) => ({
    key: file.id,
    name: file.name,
    sizeBytes: file.sizeBytes,
    state: 'stored',
    sentBytes: file.sizeBytes,
    attempts: 0,
    message: '',
    file: null,
    stored: file,
  }))
}

/** The list after something happened to it. */
export function reduceItems(items: UploadItem[], event: UploadEvent): UploadItem[] {
  switch (event.type) {
    case 'chosen':
      return [...items, ...event.files.map(({ key, file }) => newItem(key, file))]
    case 'started':
      return change(items, event.key, (item) => ({
        state: 'sending',
        sentBytes: 0,
        attempts: item.attempts + 1,
        message: '',
      }))
    case 'progress':
      return change(items, event.key, () => ({ sentBytes: event.sentBytes }))
    case 'stored':
      return keepOnce(
        change(items, event.key, () => ({
          state: 'stored',
          stored: event.stored,
          sentBytes: event.stored.sizeBytes,
        })),
        event,
      )
    case 'refused':
    case 'interrupted':
      return change(items, event.key, () => ({ state: event.type, message: event.message }))
    case 'retry':
      return items.map((item) =>
        item.state === 'interrupted' && (event.key === undefined || event.key === item.key)
          ? { ...item, state: 'waiting' }
          : item,
      )
    case 'removed':
      return items.filter((item) => item.key !== event.key)
  }
}

function newItem(key: string, file: File): UploadItem {
  const problem = problemOf(file)
  return {
    key,
    name: file.name,
    sizeBytes: file.size,
    state: problem ? 'refused' : 'waiting',
    sentBytes: 0,
    attempts: 0,
    message: problem,
    file,
    stored: null,
  }
}

function problemOf(file: File): string {
  if (file.size === 0) {
    return '这个文件是空的，请检查后重新选择。'
  }
  return file.size > maxFileBytes
    ? `超过 ${maxFileBytes / 1024 / 1024} MB，请压缩或拆分后再选。`
    : ''
}

function change(
  items: UploadItem[],
  key: string,
  to: (item: UploadItem) => Partial<UploadItem>,
): UploadItem[] {
  return items.map((item) => (item.key === key ? { ...item, ...to(item) } : item))
}

// The same file chosen twice comes back under one id; it is attached once.
function keepOnce(items: UploadItem[], event: { key: string; stored: StoredFile }): UploadItem[] {
  return items.filter((item) => item.key === event.key || item.stored?.id !== event.stored.id)
}
