import type { ReadFill } from '@/lib/forms/read-fill-workbook'

const lineBroken = '网络中断，文件没有传完，已填的内容没有变化。请检查网络后再传一次。'
const unreadable = '服务器没有接收这个文件，已填的内容没有变化。请稍后再试。'

export type SheetSending =
  | { read: ReadFill; message?: undefined }
  | { read?: undefined; message: string }

/** Sends a filled-in workbook to be read; nothing is kept on the server. */
export async function sendSheet(
  stepId: string,
  file: File,
  classification: string,
): Promise<SheetSending> {
  const query = new URLSearchParams({ classification })
  let response: Response
  try {
    response = await fetch(`/api/steps/${stepId}/sheet?${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
  } catch {
    return { message: lineBroken }
  }
  const answer = (await response.json().catch(() => null)) as
    | (ReadFill & { message?: unknown })
    | null
  if (response.ok && answer) {
    return { read: answer }
  }
  return { message: typeof answer?.message === 'string' ? answer.message : unreadable }
}
