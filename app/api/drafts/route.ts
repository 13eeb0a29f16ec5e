import { invalid, overLimit } from '@/lib/errors'
import { route } from '@/lib/route'
import { saveDraft } from '@/lib/tasks/save-draft'
import { saveDraftInput } from '@/lib/tasks/schema'

/** Longest draft in bytes: 20,000 characters, some file ids, the fields of a form. */
const maxBytes = 500_000

/** Autosave of what somebody is writing; answers `{saved}` or, when two devices wrote, `{conflict}`. */
export const PUT = route({}, async (ctx, { request }) => {
  const text = await request.text()
  if (text.length > maxBytes) {
    throw overLimit('草稿太长，没有同步到服务器，本机的内容还在。')
  }
  const parsed = saveDraftInput.safeParse(jsonOrNull(text))
  if (!parsed.success) {
    throw invalid('草稿内容不完整，没有同步到服务器，本机的内容还在。')
  }
  return Response.json(await saveDraft(ctx, parsed.data))
})

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
