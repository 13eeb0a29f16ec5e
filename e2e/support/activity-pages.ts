import { newId } from '@/db/ids'
import { installTemplate } from '@/lib/tasks/templates/install-template'
import { dutyOf, recorded } from './duties'
import type { Round } from './pages'
import { contextOf, dayFromNow, type World } from './world'

/** Pages of 活动纪实 and of templates, by those who meet them. */
export async function activityRounds(world: World): Promise<Record<string, Round>> {
  const active = await dutyOf(world, 'party_lecture', '专题党课')
  await dutyOf(world, 'party_day', '主题党日')
  const activity = `/activities/${await recorded(world, ['party_lecture'])}`
  const { id: taken } = await installTemplate(await contextOf(world, world.officer), {
    templateId: newId(),
    key: 'members_meeting',
  })
  const year = `/activities/branches/${world.branches[0].id}`
  const filled = `/activities/new?kinds=party_day&kinds=party_lecture&on=${dayFromNow(0)}`
  return {
    templates: {
      who: world.officer,
      visits: [
        { name: '任务模板', path: '/templates' },
        { name: '新建模板', path: '/templates/new' },
        { name: '启用的模板', path: `/templates/${active}`, opens: ['用它新建任务', '停用'] },
        { name: '未启用的模板', path: `/templates/${taken}`, opens: ['启用'] },
        { name: '修改模板', path: `/templates/${taken}/edit` },
        { name: '活动纪实', path: '/activities' },
        { name: '一份纪实', path: activity },
        { name: '覆盖情况', path: '/activities/coverage' },
        { name: '支部应开展', path: year },
      ],
    },
    recorder: {
      who: world.secretaries[0],
      visits: [
        { name: '活动纪实', path: '/activities' },
        { name: '记一次活动', path: '/activities/new' },
        { name: '记一次活动，名单', path: filled },
        { name: '自己记的纪实', path: activity, opens: ['撤回'] },
        { name: '更正纪实', path: `${activity}/correct` },
        { name: '本支部应开展', path: year },
      ],
    },
  }
}
