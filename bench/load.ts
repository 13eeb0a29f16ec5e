import { Agent, request } from 'node:http'
import { quantile } from './figure'

export interface LoadPlan {
  url: string
  headers?: Record<string, string>
  /** Requests under way at any time. */
  connections: number
  /** Ends after this many answers or this long, whichever comes first. */
  requests: number
  seconds: number
}

export interface LoadResult {
  /** Answers a second. */
  rate: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** How many were answered. */
  answers: number
}

/**
 * A closed loop over kept connections: each asks again as soon as it is answered.
 * @throws Error at the first answer that is not 200
 */
export async function load(plan: LoadPlan): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.connections })
  const times: number[] = []
  const began = performance.now()
  const until = began + plan.seconds * 1000
  let asked = 0
  const loop = async () => {
    while (asked < plan.requests && performance.now() < until) {
      asked += 1
      const start = performance.now()
      await fetchPage(plan.url, plan.headers, agent)
      times.push(performance.now() - start)
    }
  }
  try {
    await Promise.all(Array.from({ length: plan.connections }, loop))
  } finally {
    agent.destroy()
  }
  const seconds = (performance.now() - began) / 1000
  return {
    rate: times.length / seconds,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    answers: times.length,
  }
}

/**
 * The text of a page (compressed answers: their bytes, unread).
 * @throws Error unless the answer is 200
 */
export function fetchPage(
  url: string,
  headers: Record<string, string> = {},
  agent?: Agent,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) {
          resolve(Buffer.concat(chunks).toString())
        } else {
          reject(
            new Error(`${url} answered ${response.statusCode} ${response.headers.location ?? ''}`),
          )
        }
      })
    })
    sent.on('error', reject)
    sent.end()
  })
}
