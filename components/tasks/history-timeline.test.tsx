import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { HistoryTimeline } from './history-timeline'

const at = new Date('2026-09-20T09:00:00+08:00')

test('under 同意退办 stands what was answered, and what had been asked is named as such', () => {
  const line = (answer: string | null) =>
    renderToStaticMarkup(
      <HistoryTimeline
        now={at}
        turn={null}
        events={[
          {
            kind: 'changed',
            change: 'declined',
            key: 'c',
            at,
            personName: '周慧',
            reason: '本支部没有这类业务',
            answer,
            fromName: null,
            toName: null,
          },
        ]}
      />,
    ).replace(/<[^>]+>/g, '|')
  expect(line('由机关支部统一办理')).toMatch(
    /同意退办.*由机关支部统一办理.*申请原因：本支部没有这类业务/,
  )
  expect(line(null)).toMatch(/同意退办.*申请原因：本支部没有这类业务/)
})
