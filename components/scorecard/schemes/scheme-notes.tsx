import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { Unfold } from '@/components/ui/unfold'
import { formatPoints } from '@/lib/format'
import type { SchemeView } from '@/lib/scorecard/scheme/drafting/queries'
import type { Grading, Yearly } from '@/lib/scorecard/scheme/schema'
import { yearlyLabels } from '@/lib/scorecard/scheme/states'

/** What must be mended, what differs from the version before, and how scores become grades. */
export function SchemeNotes({ view }: { view: SchemeView }) {
  const { scheme, faults, differences, canManage } = view
  const canEdit = canManage && scheme.state === 'draft'
  return (
    <>
      {faults.length > 0 ? (
        <Notice tone="warning" title={`发布前有 ${faults.length} 处要改`}>
          <ul className="list-disc ps-5">
            {faults.map(({ path, sentence }) => (
              <li key={`${path}${sentence}`}>
                {path}：{sentence}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {differences ? (
        <Unfold
          label={`与${differences.year}年第 ${differences.version} 版相比：${differences.sentences.length > 0 ? `${differences.sentences.length} 处不同` : '内容没有变化'}`}
        >
          <ul className="list-disc space-y-1 ps-8 pb-2">
            {differences.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Unfold>
      ) : null}
      <Card
        title="等次和年度得分"
        aside={
          canEdit ? (
            <a
              href={`/scorecard/schemes/${scheme.id}?part=frame`}
              data-soft="stay"
              className="underline underline-offset-4 max-lg:-my-3 max-lg:py-3"
            >
              修改
            </a>
          ) : undefined
        }
      >
        <p>{gradingWords(scheme.document.grading)}</p>
        <p>{yearlyWords(scheme.document.yearly)}</p>
        {scheme.documentHash ? (
          <p className="mt-2 break-all text-muted text-sm">校验码 {scheme.documentHash}</p>
        ) : null}
      </Card>
    </>
  )
}

function gradingWords({ bands, shares }: Grading): string {
  const lines = bands.map(
    ({ grade, fromHundredths }) => `${grade} ${formatPoints(fromHundredths)} 分起`,
  )
  const parts = shares?.isOn
    ? shares.grades.map(
        ({ grade, atMostPercentHundredths }) =>
          `${grade}不超过 ${formatPoints(atMostPercentHundredths)}%`,
      )
    : []
  return [
    lines.length > 0 ? `分数线：${lines.join('，')}。` : '没有分数线。',
    parts.length > 0 ? `强制分布（同类别内）：${parts.join('，')}。` : '不启用强制分布。',
  ].join('')
}

function yearlyWords(yearly: Yearly): string {
  const weights =
    yearly.method === 'weights'
      ? `：${yearly.thousandths.map((one, at) => `${'一二三四'[at]}季度 ${formatPoints(one * 10)}%`).join('，')}`
      : ''
  return `年度得分：${yearlyLabels[yearly.method]}${weights}。`
}
