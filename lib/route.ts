import { headers } from 'next/headers'
import { z } from 'zod'
import type { Context, ViewerContext } from './context'
import { type ErrorCode, forbidden, invalid, unauthenticated } from './errors'
import { explainFailure, type Failure } from './failure'
import { anonymousContext, sessionContext } from './session'

const statusOf: Record<ErrorCode | 'unexpected', number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  invalid: 422,
  limit: 429,
  unavailable: 503,
  unexpected: 500,
}

type RouteArguments = [request: Request, context: { params: Promise<unknown> }]
type RouteHandler = (...args: RouteArguments) => Promise<Response>

interface RouteInput<P, Q> {
  request: Request
  params: P
  query: Q
}

interface RouteSchemas<P extends z.ZodType, Q extends z.ZodType> {
  params?: P
  query?: Q
  /** Answers a failure in place of JSON, where a browser itself shows the answer. */
  refuse?: (request: Request, failure: Failure, status: number) => Promise<Response>
}

/**
 * Builds a route handler: viewer → origin → parse → handler; errors become JSON
 * `{code, message, fields, errorId}` with their status. For everything large, frequent or resumable.
 */
export function route<P extends z.ZodType = z.ZodUnknown, Q extends z.ZodType = z.ZodUnknown>(
  schemas: RouteSchemas<P, Q>,
  handler: (ctx: ViewerContext, input: RouteInput<z.output<P>, z.output<Q>>) => Promise<Response>,
): RouteHandler {
  return answer(
    schemas,
    async () => {
      const ctx = await sessionContext()
      if (!ctx) {
        throw unauthenticated()
      }
      return ctx
    },
    handler,
  )
}

/** Like `route`, for doors open to people who are not signed in and to webhooks of providers. */
export function openRoute<P extends z.ZodType = z.ZodUnknown, Q extends z.ZodType = z.ZodUnknown>(
  schemas: RouteSchemas<P, Q>,
  handler: (ctx: Context, input: RouteInput<z.output<P>, z.output<Q>>) => Promise<Response>,
): RouteHandler {
  return answer(schemas, anonymousContext, handler)
}

function answer<C extends Context, P extends z.ZodType, Q extends z.ZodType>(
  schemas: RouteSchemas<P, Q>,
  contextOf: () => Promise<C>,
  handler: (ctx: C, input: RouteInput<z.output<P>, z.output<Q>>) => Promise<Response>,
): RouteHandler {
  return async (request, { params }) => {
    let requestId = 'route'
    try {
      const ctx = await contextOf()
      requestId = ctx.requestId
      if (ctx.viewer !== null && request.method !== 'GET' && request.method !== 'HEAD') {
        await assertSameOrigin()
      }
      const query = Object.fromEntries(new URL(request.url).searchParams)
      return await handler(ctx, {
        request,
        params: parse(schemas.params ?? z.unknown(), await params) as z.output<P>,
        query: parse(schemas.query ?? z.unknown(), query) as z.output<Q>,
      })
    } catch (error) {
      const failure = explainFailure(error, requestId)
      const status = statusOf[failure.code]
      return schemas.refuse
        ? schemas.refuse(request, failure, status)
        : Response.json(failure, { status })
    }
  }
}

/** A write must name our own host as its origin; browsers always send it with such requests. */
async function assertSameOrigin() {
  const sent = await headers()
  const origin = sent.get('origin')
  const host = sent.get('x-forwarded-host') ?? sent.get('host')
  if (!origin || !URL.canParse(origin) || new URL(origin).host !== host) {
    throw forbidden('请求来源不对，未做任何改动。请从本系统页面重新操作。')
  }
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value)
  if (!parsed.success) {
    throw invalid(parsed.error.issues[0]?.message ?? '请求内容不完整，请刷新页面后再试。')
  }
  return parsed.data
}
