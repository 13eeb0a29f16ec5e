import type { ClassificationStatement, StoredFile } from '@/lib/files/states'

export type SendResult =
  | { outcome: 'stored'; file: StoredFile }
  /** The server answered no; sending the same again would not help. */
  | { outcome: 'refused'; message: string }
  /** The line broke or the server was away; may be tried again. */
  | { outcome: 'interrupted'; message: string }

const stallMs = 45_000
const lineBroken = '网络中断，已为您留着，恢复后自动续传。'

/**
 * Sends one file as the body of one request. A file that was sent before is recognised by its
 * content, so trying again is always safe.
 */
export function sendFile(
  file: File,
  classification: ClassificationStatement,
  onProgress: (sentBytes: number) => void,
): { result: Promise<SendResult>; abort: () => void } {
  const request = new XMLHttpRequest()
  const query = new URLSearchParams({ name: file.name, classification })
  const result = new Promise<SendResult>((resolve) => {
    let stall = 0
    const watch = () => {
      window.clearTimeout(stall)
      stall = window.setTimeout(() => request.abort(), stallMs)
    }
    const finish = (value: SendResult) => {
      window.clearTimeout(stall)
      resolve(value)
    }
    request.upload.onprogress = (event) => {
      watch()
      onProgress(event.loaded)
    }
    request.onload = () => finish(readAnswer(request))
    request.onerror = () => finish({ outcome: 'interrupted', message: lineBroken })
    request.onabort = () => finish({ outcome: 'interrupted', message: lineBroken })
    request.open('POST', `/api/files?${query}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.send(file)
    watch()
  })
  return { result, abort: () => request.abort() }
}

function readAnswer(request: XMLHttpRequest): SendResult {
  const body = parse(request.responseText)
  if (request.status === 201 && typeof body.id === 'string') {
    return { outcome: 'stored', file: body as unknown as StoredFile }
  }
  const message =
    typeof body.message === 'string' ? body.message : '服务器没有接收这个文件，请稍后重试。'
  const isPassing = request.status >= 500 || request.status === 0
  return { outcome: isPassing ? 'interrupted' : 'refused', message }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
