import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { replayed } from './replay.mjs'
import { shapeFault } from './shape.mjs'

const shown = 200

/**
 * `npm run scorecard:replay -- BUNDLE`.
 * @param {string[]} args
 * @param {{ log: (line: string) => void, error: (line: string) => void }} out
 * @returns {number} exit code: 0 where everything agrees, 1 otherwise
 */
export function run([file], out) {
  const failed = (sentence) => {
    out.error(sentence)
    return 1
  }
  if (!file) {
    return failed('用法：npm run scorecard:replay -- 数据包.json（或 .json.gz）')
  }
  const { bundle, sentence } = readBundle(file)
  if (sentence) {
    return failed(sentence)
  }
  const fault = shapeFault(bundle)
  return fault ? failed(`${fault}。`) : report(bundle, out, failed)
}

/** The bundle, or a sentence about why there is none. */
function readBundle(file) {
  let bytes
  try {
    bytes = readFileSync(file)
  } catch (error) {
    return { sentence: `读不到文件 ${file}（${error.code}）。请检查路径和权限。` }
  }
  try {
    const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
    return { bundle: JSON.parse((isPacked ? gunzipSync(bytes) : bytes).toString('utf8')) }
  } catch {
    return { sentence: `${file} 不是完整的 JSON 或 gzip 文件，可能没有下载完。请重新下载。` }
  }
}

function report(bundle, out, failed) {
  const { quarter, scheme, organisations, entries } = bundle
  const version = `${scheme.year} 年办法第 ${scheme.version} 版`
  out.log(
    `${quarter.period} 第 ${quarter.revision} 次定稿，${version}，${organisations.length} 个党组织，${entries.length} 条分录`,
  )
  let found
  try {
    found = replayed(bundle)
  } catch (error) {
    const why = error instanceof TypeError ? '有一处缺少应有的内容' : error.message
    return failed(`数据包读到一半停下了：${why}。请重新下载后再试。`)
  }
  for (const note of found.notes) {
    out.log(`提示：${note}`)
  }
  const { differences } = found
  if (differences.length === 0) {
    out.log('分录、得分、等次、名次与重算逐一相同，精确到 0.01 分')
    out.log(`校验码（SHA-256）相同：${bundle.sha256}`)
    return 0
  }
  for (const difference of differences.slice(0, shown)) {
    out.error(`不同：${difference}`)
  }
  if (differences.length > shown) {
    out.error(`另有 ${differences.length - shown} 处不同，没有列出`)
  }
  return failed(`共 ${differences.length} 处不同，这份数据包与它的结果对不上。`)
}
