import { z } from 'zod'
import type { ViewerContext } from '@/lib/context'
import { explainFailure } from '@/lib/failure'
import { readUploadForm, storeFormFiles } from '@/lib/files/store-form-files'
import { formToObject } from '@/lib/form-input'
import { leaveRefusal } from '@/lib/refusal-cookie'
import { route } from '@/lib/route'
import { findDraft, saveDraft } from '@/lib/tasks/save-draft'
import { submitInput } from '@/lib/tasks/schema'
import { assignmentOfStep } from '@/lib/tasks/step-address'
import { submitStep } from '@/lib/tasks/submit-step'

const params = z.object({ stepId: z.uuid('页面已过期，请刷新后再试') })

/**
 * The submit form of a browser without scripts, files included. On a refusal the text is kept as
 * the draft, and the page it goes back to shows why.
 */
export const POST = route({ params }, async (ctx, { request, params: { stepId } }) => {
  const path = await assignmentOfStep(ctx, stepId)
  const form = await readUploadForm(request)
  try {
    const stored = await storeFormFiles(ctx, form)
    const fields = formToObject(form)
    const parsed = submitInput.safeParse({
      ...fields,
      stepId,
      fileIds: [...[fields.fileIds ?? []].flat(), ...stored.map((file) => file.id)],
    })
    if (parsed.success) {
      await submitStep(ctx, parsed.data)
      return seeOther(path)
    }
    return await refuse(ctx, path, stepId, form, parsed.error.issues[0]?.message ?? '')
  } catch (error) {
    return refuse(ctx, path, stepId, form, explainFailure(error, ctx.requestId).message)
  }
})

async function refuse(
  ctx: ViewerContext,
  path: string,
  stepId: string,
  form: FormData,
  message: string,
) {
  const key = `submission:${stepId}`
  const text = String(form.get('text') ?? '').slice(0, 20_000)
  const earlier = await findDraft(ctx, key)
  if (text !== '') {
    await saveDraft(ctx, {
      key,
      version: earlier?.version ?? 0,
      body: { text, fileIds: earlier?.body.fileIds ?? [] },
    })
  }
  await leaveRefusal(path, message)
  return seeOther(`${path}#fill`)
}

/** 303 with a relative address: behind a proxy only the browser knows our name. */
function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } })
}
