import { z } from 'zod'
import { receiptFailure, shownCode } from './aliyun-codes'
import { beijingMoment } from './beijing-time'
import type { SmsFailure } from './index'
import { redactSmsError } from './redact'

/** A receipt as the gateway pushes it. */
export interface PushedReport {
  /** The gateway's reference (BizId). */
  reference: string
  /** Our id, or empty. */
  outId: string
  /** May be masked already. */
  phone: string
  outcome: { kind: 'delivered' } | { kind: 'failed'; failure: SmsFailure; code: string }
  code: string
  words: string | null
  reportedAt: Date | null
  billedSegments: number | null
}

export interface Push {
  reports: PushedReport[]
  /** Answers of people to our messages; we keep none of them. */
  replies: number
  /** Entries that are neither. */
  unreadable: number
}

// Older gateways send numbers where newer ones send texts.
const words = z.union([z.string(), z.number()]).transform(String)
const success = z.union([z.boolean(), z.enum(['true', 'false'])]).transform(String)

const report = z.object({
  phone_number: words,
  success,
  biz_id: words.pipe(z.string().min(1).max(64)),
  out_id: words.nullish(),
  err_code: words.nullish(),
  err_msg: words.nullish(),
  sms_size: words.nullish(),
  report_time: words.nullish(),
})

const reply = z.object({ phone_number: words, content: z.string() })

/** Reads a push of receipts (SmsReport) or replies (SmsUp); null when the body is no list. */
export function readAliyunPush(body: unknown): Push | null {
  if (!Array.isArray(body)) {
    return null
  }
  const push: Push = { reports: [], replies: 0, unreadable: 0 }
  for (const entry of body) {
    const parsed = report.safeParse(entry)
    if (parsed.success) {
      push.reports.push(reportOf(parsed.data))
    } else if (reply.safeParse(entry).success) {
      push.replies += 1
    } else {
      push.unreadable += 1
    }
  }
  return push
}

function reportOf(given: z.output<typeof report>): PushedReport {
  const code = shownCode(given.err_code ?? '')
  const segments = Number(given.sms_size)
  return {
    reference: given.biz_id,
    outId: (given.out_id ?? '').slice(0, 64),
    phone: given.phone_number,
    outcome:
      given.success === 'true'
        ? { kind: 'delivered' }
        : { kind: 'failed', failure: receiptFailure(code), code },
    code,
    words: given.err_msg ? redactSmsError(given.err_msg).slice(0, 100) : null,
    reportedAt: beijingMoment(given.report_time ?? ''),
    billedSegments: Number.isInteger(segments) && segments > 0 && segments < 100 ? segments : null,
  }
}
