import { buildIfNeeded } from './build-if-needed'
import { command } from './command'

await command(async () => {
  if (!(await buildIfNeeded())) {
    console.log('构建已是最新（删除 .next 可强制重新构建）')
  }
})
