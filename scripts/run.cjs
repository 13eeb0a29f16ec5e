// Starts a command of package.json: `node scripts/run.cjs NAME [ARGUMENT…]`. Plain, old JavaScript:
// it has to say that Node is too old on a Node that is, and that nothing is installed yet.
'use strict'

const least = [20, 19]

/** One line for the person at the keyboard, or an empty text when the commands can run. */
function obstacle(version, root) {
  const parts = version.split('.')
  const major = Number(parts[0])
  if (major < least[0] || (major === least[0] && Number(parts[1]) < least[1])) {
    return `Node.js 版本太低：现在是 ${version}，需要 ${least.join('.')} 或更高。请升级 Node.js 后重新运行 npm ci，再执行一次。`
  }
  if (!require('node:fs').existsSync(`${root}/node_modules/tsx/package.json`)) {
    return `还没有安装依赖。请先在 ${root} 运行 npm ci，再执行一次。`
  }
  return ''
}

function main() {
  const line = obstacle(process.versions.node, process.cwd())
  if (line !== '') {
    console.error(`领航：${line}`)
    process.exit(1)
  }
  const path = require('node:path')
  const script = path.join(__dirname, `${process.argv[2]}.ts`)
  process.argv.splice(1, 2, script)
  import('tsx')
    .then(() => import(require('node:url').pathToFileURL(script).href))
    .catch((error) => {
      console.error(
        '领航：程序没能载入，文件或依赖可能不完整。请重新运行 npm ci，再执行一次；仍不行，请把下面的内容交给技术人员。',
      )
      console.error(error)
      process.exit(1)
    })
}

module.exports = { obstacle }
if (require.main === module) {
  main()
}
