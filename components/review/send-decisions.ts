import { type SyncedDecision, syncAnswer } from '@/lib/review/schema'
import type { QueuedDecision } from './decision-store'

export type Sending =
  | { kind: 'answered'; results: SyncedDecision[] }
  /** Not reached, or not allowed; everything stays on the device. */
  | { kind: 'kept'; message: string }

/** Sends what waits; the server records each once, however often it is sent. */
export async function sendDecisions(
  meetingId: string,
  queue: readonly QueuedDecision[],
): Promise<Sending> {
  const decisions = queue.map(({ refusal: _, personName: __, ...decision }) => decision)
  let response: Response
  try {
    response = await fetch('/api/review/decisions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ meetingId, decisions }),
    })
  } catch {
    return { kind: 'kept', message: '没有网络，决定保存在本机，联网后自动同步。' }
  }
  const answer: unknown = await response.json().catch(() => null)
  const parsed = syncAnswer.safeParse(answer)
  if (response.ok && parsed.success) {
    return { kind: 'answered', results: parsed.data.results }
  }
  if (response.status === 401) {
    const where = '请在另一个窗口重新登录'
    return { kind: 'kept', message: `登录已失效，决定保存在本机。${where}，随后自动同步。` }
  }
  const said: unknown = Object(answer).message
  const message = typeof said === 'string' ? said : '服务器暂时不能接收，稍后自动再试。'
  return { kind: 'kept', message: `决定保存在本机。${message}` }
}
