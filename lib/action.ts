import { revalidatePath } from 'next/cache'
import { redirect } from 'next/navigation'
import { createSafeActionClient } from 'next-safe-action'
import type { z } from 'zod'
import type { Context, ViewerContext } from './context'
import { unauthenticated } from './errors'
import { explainFailure, type Failure } from './failure'
import { formToObject } from './form-input'
import { type FormAction, type FormState, formToValues } from './form-state'
import { anonymousContext, sessionContext } from './session'

export interface ActionOptions<I, T> {
  /** One short sentence that says what was done. */
  words: (result: T, input: I) => string
  /** Paths whose pages now show something else. */
  revalidate?: (result: T, input: I) => string[]
  /** Where to go after success; the form then never sees a `done` state. */
  redirectTo?: (result: T, input: I) => string | null
}

const client = createSafeActionClient({
  defaultValidationErrorsShape: 'flattened',
  handleServerError: (error): Failure => explainFailure(error, 'action'),
})

const viewerClient = client.use(async ({ next }) => {
  const ctx = await sessionContext()
  if (!ctx) {
    throw unauthenticated()
  }
  return next({ ctx: { context: ctx } })
})

const openClient = client.use(async ({ next }) =>
  next({ ctx: { context: await anonymousContext() } }),
)

/**
 * Builds the server action of a verb: viewer → parse → verb → revalidate. The only builder, with
 * `openAction`; what it returns takes a form and gives a `FormState`.
 */
export function action<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: ViewerContext, input: z.output<S>) => Promise<T>,
  options: ActionOptions<z.output<S>, T>,
): FormAction<T> {
  const run = viewerClient.inputSchema(schema).action(async ({ parsedInput, ctx }) => ({
    input: parsedInput as z.output<S>,
    result: await verb(ctx.context, parsedInput as z.output<S>),
  }))
  return (_previous, form) => finish(run(formToObject(form) as never), form, options)
}

/** Like `action`, for the few doors open to people who are not signed in. */
export function openAction<S extends z.ZodType, T>(
  schema: S,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
  options: ActionOptions<z.output<S>, T>,
): FormAction<T> {
  const run = openClient.inputSchema(schema).action(async ({ parsedInput, ctx }) => ({
    input: parsedInput as z.output<S>,
    result: await verb(ctx.context, parsedInput as z.output<S>),
  }))
  return (_previous, form) => finish(run(formToObject(form) as never), form, options)
}

interface Outcome<I, T> {
  data?: { input: I; result: T }
  serverError?: Failure
  validationErrors?: { formErrors: string[]; fieldErrors: Record<string, string[] | undefined> }
}

async function finish<I, T>(
  running: Promise<unknown>,
  form: FormData,
  options: ActionOptions<I, T>,
): Promise<FormState<T>> {
  const outcome = (await running) as Outcome<I, T>
  if (!outcome.data) {
    return { status: 'failed', ...failureOf(outcome), values: formToValues(form) }
  }
  const { input, result } = outcome.data
  for (const path of options.revalidate?.(result, input) ?? []) {
    revalidatePath(path)
  }
  const target = options.redirectTo?.(result, input)
  if (target) {
    redirect(target as never)
  }
  return { status: 'done', data: result, words: options.words(result, input) }
}

function failureOf<I, T>(outcome: Outcome<I, T>): Failure {
  if (outcome.serverError) {
    return outcome.serverError
  }
  const { formErrors = [], fieldErrors = {} } = outcome.validationErrors ?? {}
  const fields = Object.fromEntries(
    Object.entries(fieldErrors).flatMap(([name, messages]) =>
      messages?.[0] ? [[name, messages[0]]] : [],
    ),
  )
  const message = formErrors[0] ?? '有几处需要修改，已在下面标出，其他内容都还在。'
  return { code: 'invalid', message, fields }
}
