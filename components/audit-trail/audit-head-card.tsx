import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'

type AuditHeadCardProps = {
  /** `SEQ:HASH`, in full. */
  head: string
  asOf: string
  verifyHref: string
  verification: { checked: number; faults: string[] } | null
}

/** The head of the chain in full, and what a check of the recent entries found. */
export function AuditHeadCard({ head, asOf, verifyHref, verification }: AuditHeadCardProps) {
  return (
    <Card title="链头" aside={`截至 ${asOf}`} className="mb-4">
      <p className="break-all font-mono text-sm">{head}</p>
      <p className="mt-1 text-muted text-sm">
        下达回执和得分单上印的是当时的链头。核对全部记录，请在服务器上运行 npm run audit:verify --
        --head 印出的那一行。
      </p>
      <div className="mt-3 space-y-3">
        <LinkButton href={verifyHref}>核验最近的记录</LinkButton>
        {verification ? <Outcome {...verification} /> : null}
      </div>
    </Card>
  )
}

function Outcome({ checked, faults }: { checked: number; faults: string[] }) {
  if (faults.length === 0) {
    return (
      <Notice tone="done" title="记录完整">
        最近 {checked} 条逐条重新计算，全部接得上。
      </Notice>
    )
  }
  return (
    <Notice tone="error" title={`发现 ${faults.length} 处问题`}>
      <p>请保留现场，不要重启或恢复数据库，先报告安全管理员和主管领导。</p>
      <ul className="mt-1 list-disc ps-5">
        {faults.slice(0, 20).map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </Notice>
  )
}
