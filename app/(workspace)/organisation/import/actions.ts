'use server'

import { afterNumberChange } from '@/lib/accounts/after-number-change'
import { action } from '@/lib/action'
import { commitRoster } from '@/lib/organisation/roster/commit-roster'
import { discardRoster } from '@/lib/organisation/roster/discard-roster'
import { fixRosterCell } from '@/lib/organisation/roster/fix-roster-cell'
import {
  commitRosterInput,
  discardRosterInput,
  fixRosterCellInput,
} from '@/lib/organisation/roster/schema'
import { handOverSecretaries } from '@/lib/tasks/hand-over-secretaries'
import { leavePosts } from '@/lib/tasks/leave-posts'

const shown = (_: unknown, { importId }: { importId: string }) => [
  `/organisation/import/${importId}`,
  '/organisation/import',
]

export const fixCell = action(fixRosterCellInput, fixRosterCell, {
  words: (_, { column, row }) => `${column}${row} 已保存，名单已重新核对。`,
  revalidate: shown,
})

export const commitImport = action(
  commitRosterInput,
  (ctx, input) =>
    commitRoster(ctx, input, { handOver: handOverSecretaries, afterNumberChange, leavePosts }),
  {
    words: (done) =>
      done.isUnchanged
        ? '名单与系统里的内容一致，没有需要改动的。'
        : `已导入：新增党组织 ${done.newOrganisations} 个、党员 ${done.newPeople} 人，更新 ${done.updatedPeople} 人，任职新增 ${done.newPosts} 项、结束 ${done.endedPosts} 项。${done.errors > 0 ? `还有 ${done.errors} 处有误没有导入，仍列在本页。` : ''}`,
    revalidate: (done, input) => [...shown(done, input), '/organisation'],
  },
)

export const discardImport = action(discardRosterInput, discardRoster, {
  words: () => '已作废，读取的内容已清除，系统里的数据没有改动。',
  revalidate: shown,
  redirectTo: () => '/organisation/import',
})
