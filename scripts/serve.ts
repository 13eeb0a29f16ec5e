import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import next from 'next'
import { CommandError, reasonOf } from './command'
import { setSecurityHeaders } from './security-headers'

export interface Door {
  /** Lets requests through to the application; until then they are told to wait. */
  open: (options: { dev: boolean }) => Promise<void>
  /** Stops accepting, lets requests in flight finish (ten seconds), then stops the application. */
  close: () => Promise<void>
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const drainMs = 10_000
const stopWorker = Symbol.for('linghang.worker.stop')

const waitingPage = `<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="refresh" content="3"><title>正在启动</title>
<p>系统正在启动，请稍候，本页会自动刷新。</p></html>`

/**
 * Takes the port at once, so that a second start fails before any work is done.
 * @throws CommandError when the port or address cannot be had
 */
export async function takePort(port: number, host: string): Promise<Door> {
  let handle: Handler = sayWait
  const server = createServer((request, response) => {
    trustOnlySocket(request)
    void handle(request, response)
  })
  // Slow clients may take long over an upload; idle connections outlive those of a proxy.
  server.requestTimeout = 0
  server.keepAliveTimeout = 65_000
  await listen(server, port, host)
  let application: ReturnType<typeof next> | undefined
  return {
    open: async ({ dev }) => {
      application = next({ dev, port, hostname: host, httpServer: server, dir: process.cwd() })
      await application.prepare()
      const answer = application.getRequestHandler()
      handle = async (request, response) => {
        setSecurityHeaders(request, response, { dev })
        await answer(request, response)
      }
    },
    close: async () => {
      await closeServer(server)
      await (globalThis as { [stopWorker]?: () => Promise<void> })[stopWorker]?.()
      await application?.close()
    },
  }
}

async function sayWait(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '3' })
  response.end(waitingPage)
}

/** `x-client-address` is ours to set; a client's own X-Forwarded-For counts only behind a proxy. */
function trustOnlySocket(request: IncomingMessage): void {
  request.headers['x-client-address'] = request.socket.remoteAddress
  if (!process.env.CLIENT_ADDRESS_HEADER) {
    delete request.headers['x-forwarded-for']
    delete request.headers['x-forwarded-host']
    delete request.headers['x-forwarded-proto']
  }
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const reasons: Record<string, string> = {
        EADDRINUSE: `端口 ${port} 已被占用。请先停止占用它的程序，或用 PORT 指定另一个端口。`,
        EACCES: `当前用户不能使用端口 ${port}。请用 PORT 指定 1023 以上的端口。`,
        EADDRNOTAVAIL: `${host} 不是这台机器的地址。请改正 HOST。`,
        ENOTFOUND: `找不到主机 ${host}。请改正 HOST。`,
      }
      reject(
        new CommandError(
          reasons[reasonOf(error)] ??
            `无法在 ${host} 的端口 ${port} 上提供服务（${reasonOf(error)}）。请检查 HOST 和 PORT。`,
        ),
      )
    })
    server.listen(port, host, () => {
      server.removeAllListeners('error')
      resolve()
    })
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
