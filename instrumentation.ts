import type { Instrumentation } from 'next'

/** Where the process that owns us finds what stops the worker. */
const stopKey = Symbol.for('linghang.worker.stop')

/** Once a server process: checks the environment and starts the worker unless WORKER=off. */
export async function register(): Promise<void> {
  // Next replaces this constant while it compiles; the other runtimes never load what follows.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { env, requireEnv } = await import('./lib/env')
    requireEnv('DATABASE_URL')
    if (env().WORKER === 'on') {
      const { startWorker } = await import('./lib/jobs/worker')
      const holder = globalThis as unknown as Record<symbol, (() => Promise<void>) | undefined>
      holder[stopKey] = await startWorker()
    }
  }
}

/** Errors of rendering and of routes, with the digest that the error page shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { describeError, log } = await import('./lib/log')
    log('error', 'request_failed', {
      digest: error instanceof Error && 'digest' in error ? error.digest : undefined,
      method: request.method,
      route: context.routePath,
      kind: context.routeType,
      ...describeError(error),
    })
  }
}
