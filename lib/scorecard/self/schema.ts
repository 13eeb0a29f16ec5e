import { z } from 'zod'
import { decimalHundredths } from '../ledger/decimal-hundredths'

const id = z.uuid('页面已过期，请刷新后再试')
const key = z.string().min(1).max(40)
const branch = z.object({ quarterId: id, organisationId: id })

/** Points as a person types them: `9.5`; integer hundredths. */
export function pointsIn(text: string): number | null {
  const tidied = text.normalize('NFKC').replace(/[−–]/g, '-').trim()
  return /^[+-]?\d{1,5}(\.\d{1,2})?$/.test(tidied) ? decimalHundredths(tidied) : null
}

/** One line of 自评: an emptied field leaves what was saved before. */
export const selfLine = z.object({
  indicatorKey: key,
  hundredths: z.int().min(-1_000_000).max(1_000_000),
  note: z.string().trim().max(500, '说明不超过 500 字').nullable(),
})
export type SelfLine = z.output<typeof selfLine>

export const saveSelfInput = branch.extend({ lines: z.array(selfLine).max(300) })
export type SaveSelfInput = z.output<typeof saveSelfInput>

const pointsPrefix = 'points.'
const notePrefix = 'note.'

/** The form of 自评: `points.<indicator>` and `note.<indicator>`, whatever is filled in. */
export const saveSelfForm = z
  .looseObject({ quarterId: id, organisationId: id })
  .transform((form, issues): SaveSelfInput => {
    const lines: SelfLine[] = []
    for (const [name, value] of Object.entries(form)) {
      if (!name.startsWith(pointsPrefix) || typeof value !== 'string') {
        continue
      }
      const indicatorKey = name.slice(pointsPrefix.length)
      const hundredths = pointsIn(value)
      const note = form[`${notePrefix}${indicatorKey}`]
      if (hundredths === null) {
        const message = '请填分数，最多两位小数，例如 9.5'
        issues.addIssue({ code: 'custom', path: [name], message })
      } else {
        const words = typeof note === 'string' ? note.trim() : ''
        if (words.length > 500) {
          const path = [`${notePrefix}${indicatorKey}`]
          issues.addIssue({ code: 'custom', path, message: '说明不超过 500 字' })
        }
        lines.push({ indicatorKey, hundredths, note: words === '' ? null : words })
      }
    }
    return { quarterId: form.quarterId, organisationId: form.organisationId, lines }
  })

export const submitSelfInput = branch
export type SubmitSelfInput = z.output<typeof submitSelfInput>

const words = (what: string) =>
  z
    .string(`请写明${what}`)
    .trim()
    .min(4, `请写明${what}，至少 4 个字`)
    .max(500, `${what}不超过 500 字`)

/** 反馈核对: agreed as a whole, or an objection to one indicator (empty: to the score as a whole). */
export const replyInput = z.discriminatedUnion('verdict', [
  branch.extend({ verdict: z.literal('agreed') }),
  branch.extend({
    verdict: z.literal('objected'),
    indicatorKey: key.optional(),
    words: words('不同意见'),
  }),
])
export type ReplyInput = z.output<typeof replyInput>

export const answerReplyInput = z.object({ replyId: id, words: words('答复') })
export type AnswerReplyInput = z.output<typeof answerReplyInput>
