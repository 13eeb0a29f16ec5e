import { newId } from '@/db/ids'
import { expectedAttendance } from '@/lib/activities/attendance'
import { recordActivity } from '@/lib/activities/record-activity'
import { recordActivityInput } from '@/lib/activities/schema'
import { activateTemplate } from '@/lib/tasks/templates/activate-template'
import { installTemplate } from '@/lib/tasks/templates/install-template'
import type { Round } from './pages'
import { contextOf, dayFromNow, type World } from './world'

/** 活动纪实 and templates, by those who meet them. */
export async function activityRounds(world: World): Promise<Record<string, Round>> {
  const template = `/templates/${await templateOf(world)}`
  const record = `/activities/${await recordOf(world)}`
  const [branch] = world.branches
  return {
    templates: {
      who: world.officer,
      visits: [
        { name: '模板', path: '/templates' },
        { name: '新建模板', path: '/templates/new' },
        { name: '一个模板', path: template, opens: ['用它新建任务', '停用'] },
        { name: '修改模板', path: `${template}/edit` },
        { name: '活动纪实', path: '/activities' },
        { name: '一份纪实', path: record },
        { name: '覆盖情况', path: '/activities/coverage' },
        { name: '应开展', path: `/activities/branches/${branch.id}` },
      ],
    },
    activities: {
      who: world.secretaries[0],
      visits: [
        { name: '活动纪实', path: '/activities' },
        { name: '记一次活动', path: '/activities/new' },
        { name: '记党日', path: '/activities/new?kinds=party_day&kinds=members_meeting' },
        { name: '一份纪实', path: record, opens: ['撤回'] },
        { name: '更正', path: `${record}/correct` },
        { name: '应开展', path: `/activities/branches/${branch.id}` },
      ],
    },
  }
}

async function templateOf(world: World): Promise<string> {
  const ctx = await contextOf(world, world.officer)
  const { id } = await installTemplate(ctx, { templateId: newId(), key: 'party_day' })
  await activateTemplate(ctx, { templateId: id })
  return id
}

async function recordOf(world: World): Promise<string> {
  const [branch] = world.branches
  const [secretary] = world.secretaries
  const heldOn = dayFromNow(-1)
  const { people } = await expectedAttendance(world.db, {
    organisationId: branch.id,
    kinds: ['party_day'],
    day: heldOn,
  })
  const { activity } = await recordActivity(
    await contextOf(world, secretary),
    recordActivityInput.parse({
      requestKey: newId(),
      organisationId: branch.id,
      kinds: ['party_day'],
      heldOn,
      startTime: '15:00',
      place: '党员活动室',
      title: '学习规定篇目',
      hostId: secretary.id,
      recorderId: secretary.id,
      content: '集中学习规定篇目，三名党员结合岗位作了交流。',
      attendance: people.map(({ personId }) => ({ personId, isPresent: true })),
    }),
  )
  return activity.id
}
