import { z } from 'zod'
import type { ViewerContext } from '@/lib/context'
import { explainFailure, type Failure } from '@/lib/failure'
import { readUploadForm, storeFormFiles } from '@/lib/files/store-form-files'
import { formToObject } from '@/lib/form-input'
import { readFormText } from '@/lib/form-text'
import { plainValues } from '@/lib/forms/plain-values'
import { pageBefore, plainRefusal } from '@/lib/plain-refusal'
import { leaveRefusal } from '@/lib/refusal-cookie'
import { route } from '@/lib/route'
import { keepRefusedDraft } from '@/lib/tasks/keep-refused-draft'
import { submitInput } from '@/lib/tasks/schema'
import { assignmentOfStep } from '@/lib/tasks/step-address'
import { submitStep } from '@/lib/tasks/submit-step'

const params = z.object({ stepId: z.uuid('页面已过期，请刷新后再试') })

/**
 * The submit form of a browser without scripts, files included. On a refusal text and files are kept
 * as the draft, and the page it goes back to shows why; where nothing can be kept, the answer itself
 * shows the text.
 */
export const POST = route(
  { params, refuse },
  async (ctx, { request, params: { stepId } }): Promise<Response> => {
    const path = await assignmentOfStep(ctx, stepId)
    const form = await readUploadForm(request)
    const fields = formToObject(form)
    const fileIds = [fields.fileIds ?? []].flat()
    try {
      await storeFormFiles(ctx, form, (file) => fileIds.push(file.id))
      const values = fields.values ?? plainValues(fields) ?? undefined
      const parsed = submitInput.safeParse({ ...fields, stepId, fileIds, values })
      if (parsed.success) {
        await submitStep(ctx, parsed.data)
        return seeOther(path)
      }
      const message = parsed.error.issues[0]?.message ?? '请检查填写的内容。'
      return await goBack(ctx, path, { stepId, form, fileIds }, { message })
    } catch (error) {
      const failure = explainFailure(error, ctx.requestId)
      return goBack(ctx, path, { stepId, form, fileIds }, failure)
    }
  },
)

interface Refused {
  stepId: string
  form: FormData
  fileIds: string[]
}

async function goBack(
  ctx: ViewerContext,
  path: string,
  { stepId, form, fileIds }: Refused,
  failure: Pick<Failure, 'message'> & Partial<Failure>,
): Promise<Response> {
  const text = String(form.get('text') ?? '')
  const values = plainValues(formToObject(form)) ?? undefined
  if (await keepRefusedDraft(ctx, stepId, { text, fileIds, values })) {
    await leaveRefusal(path, failure.message)
    return seeOther(`${path}#fill`)
  }
  const whole = { code: 'conflict' as const, fields: {}, ...failure }
  return plainRefusal({ failure: whole, status: 409, text, back: path })
}

/** Signed out, sent from elsewhere, too large: nothing could be kept here. */
async function refuse(request: Request, failure: Failure, status: number): Promise<Response> {
  const text = await readFormText(request, 'text')
  return plainRefusal({ failure, status, text, back: pageBefore(request) })
}

/** 303 with a relative address: behind a proxy only the browser knows our name. */
function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } })
}
