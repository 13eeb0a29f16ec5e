import { AssignmentStateWord } from '@/components/circulars/assignment-state-word'
import { TextLink } from '@/components/ui/text-link'
import type { CircularRow } from '@/lib/tasks/circulars/schema'

type CircularSheetProps = {
  title: string
  /** Null while it is a draft. */
  number: string | null
  body: string
  issuer: string
  /** Day it was issued, in words; null while it is a draft. */
  issuedOn: string | null
  figuresAt: string
  rows: readonly CircularRow[]
  /** Address of a recipient's copy; null where the reader may not open it. */
  hrefOf: ((assignmentId: string) => string) | null
}

/** 情况通报 as it is read and printed: title, text, signature, and the figures it stands on. */
export function CircularSheet(props: CircularSheetProps) {
  const { title, number, body, issuer, issuedOn, figuresAt, rows, hrefOf } = props
  return (
    <article className="mx-auto max-w-form rounded-card border border-line bg-surface p-6 print:border-0 print:p-0">
      <h2 className="text-center font-semibold text-xl">{title}</h2>
      <p className="mt-1 text-center text-muted">{number ?? '草稿，尚未发出'}</p>
      <div className="mt-6 space-y-3 leading-7">
        {body.split(/\n+/).map((paragraph) => (
          <p key={paragraph} className="indent-8">
            {paragraph}
          </p>
        ))}
      </div>
      <p className="mt-6 text-right">{issuer}</p>
      {issuedOn ? <p className="text-right">{issuedOn}</p> : null}
      <h3 className="mt-8 font-semibold">附：办理情况（截至 {figuresAt}）</h3>
      <div className="mt-2 overflow-x-auto">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-b text-left text-muted">
              <th className="py-2 pr-3 font-normal">承办单位</th>
              <th className="py-2 pr-3 font-normal">签收</th>
              <th className="py-2 pr-3 font-normal">提交</th>
              <th className="py-2 pr-3 font-normal">时限</th>
              <th className="py-2 font-normal">现状</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.assignmentId} className="border-line border-b">
                <td className="py-2 pr-3">
                  {hrefOf ? (
                    <TextLink href={hrefOf(row.assignmentId)}>{row.name}</TextLink>
                  ) : (
                    row.name
                  )}
                </td>
                <td className="py-2 pr-3">{row.isAccepted ? '已签收' : '未签收'}</td>
                <td className="py-2 pr-3 tabular-nums">
                  {row.handedIn} / {row.nodes}
                </td>
                <td className="py-2 pr-3">{timeWords(row)}</td>
                <td className="py-2">
                  <AssignmentStateWord state={row.state} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </article>
  )
}

function timeWords({ isOnTime, isLate }: CircularRow): string {
  if (isOnTime !== null) {
    return isOnTime ? '按时' : '逾期提交'
  }
  return isLate ? '已逾期' : '未到期'
}
