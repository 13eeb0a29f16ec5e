import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AssignmentBadge } from './assignment-badge'
import { RelatedPanel } from './related-panel'

const now = new Date('2026-09-20T09:00:00+08:00')
const effectiveDueAt = new Date('2026-09-30T18:00:00+08:00')

test('a branch shows its state with the mark it has everywhere', () => {
  for (const state of ['paused', 'returned', 'submitted', 'approved', 'issued'] as const) {
    const badge = renderToStaticMarkup(
      <AssignmentBadge state={state} effectiveDueAt={effectiveDueAt} stateSince={now} now={now} />,
    )
    const tone = /mark-\w+/.exec(badge)?.[0]
    const child = { assignmentId: 'a', organisationName: '一支部', part: 'owner', state } as const
    const copies = {
      parent: null,
      children: [{ ...child, effectiveDueAt }],
      leads: [],
      assists: [],
    }
    const panel = renderToStaticMarkup(
      <RelatedPanel {...copies} taskId="t" now={now} canOpen={false} />,
    )
    expect(panel, state).toContain(tone)
  }
})
