import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { scoreBundles } from '@/db/schema'
import { canonicalJson } from '@/lib/audit'
import type { ViewerContext, Work } from '@/lib/context'
import { keepMadeFile } from '@/lib/files/keep-made-file'
import { formatPeriod } from '@/lib/format'
import { bundleContent } from './bundle'

const packed = promisify(gzip)

/**
 * Keeps the bundle with which the present revision of a quarter replays, once. At 定稿 and not later:
 * duties are discharged, reports corrected and rosters moved on afterwards.
 * @returns its check code
 */
export async function keepBundle(
  ctx: ViewerContext,
  tx: Work,
  quarter: { id: string; period: string; revision: number },
): Promise<string> {
  const content = canonicalJson(await bundleContent(ctx, tx, quarter.id))
  const sha256 = createHash('sha256').update(content).digest('hex')
  const file = await keepMadeFile(ctx, tx, {
    name: `党建指数${formatPeriod(quarter.period)}第${quarter.revision}版数据包.json.gz`,
    classification: 'internal',
    bytes: await packed(`${content.slice(0, -1)},"sha256":"${sha256}"}`),
  })
  const { id: quarterId, revision } = quarter
  await tx.db.insert(scoreBundles).values({ quarterId, revision, fileId: file.id, at: tx.now })
  tx.record({
    action: 'quarter.bundle',
    subjectType: 'scorecard_quarter',
    subjectId: quarterId,
    detail: { revision, sha256, fileSha256: file.sha256, sizeBytes: file.sizeBytes },
  })
  return sha256
}
