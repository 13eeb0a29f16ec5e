import { startAliyunStandIn } from './aliyun-stand-in'

/**
 * The stand-in as a process of its own: `tsx stand-in-process.ts '{…StandInOptions}'` prints its
 * endpoint as one line and answers `count` on stdin with what it has taken.
 */
const gateway = await startAliyunStandIn(JSON.parse(process.argv[2] ?? '{}'))
process.stdout.write(`${gateway.endpoint}\n`)
process.stdin.on('data', () => {
  const ids = new Set(gateway.taken.map((message) => message.outId))
  process.stdout.write(`${JSON.stringify({ taken: gateway.taken.length, distinct: ids.size })}\n`)
})
process.stdin.on('end', () => process.exit())
