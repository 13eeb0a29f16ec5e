import { invalid, overLimit } from '@/lib/errors'
import { syncDecisions } from '@/lib/review/record-decision'
import { syncDecisionsInput } from '@/lib/review/schema'
import { route } from '@/lib/route'

/** A hundred decisions of three hundred characters and what goes with them. */
const maxBytes = 300_000

/** Decisions from the meeting room; answers for each whether it is recorded. Again is the same. */
export const POST = route({}, async (ctx, { request }) => {
  const text = await request.text()
  if (text.length > maxBytes) {
    throw overLimit('一次同步的决定太多，没有记录，决定还在本机。请分几次同步。')
  }
  const parsed = syncDecisionsInput.safeParse(jsonOrNull(text))
  if (!parsed.success) {
    throw invalid('决定的内容没有读出来，没有记录，决定还在本机。请刷新页面后再试。')
  }
  return Response.json({ results: await syncDecisions(ctx, parsed.data) })
})

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
