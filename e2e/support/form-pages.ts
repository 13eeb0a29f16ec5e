import { knownForm, reported } from './forms'
import type { Round } from './pages'
import { accepted } from './stages'
import { dayFromNow, dispatched, type World } from './world'

/** Pages of forms: built, filled in, read, compiled. */
export async function formRounds(world: World): Promise<Record<string, Round>> {
  const { officer, secretaries } = world
  const { formId, formVersionId } = await knownForm(world)
  const node = { title: '填报', dueOn: dayFromNow(14), formVersionId }
  const { copies } = await dispatched(world, { nodes: [node] })
  const [open, done] = copies
  await accepted(world, open)
  await reported(world, done, secretaries[1])
  return {
    formsOfficer: {
      who: officer,
      visits: [
        { name: '填报表', path: '/forms' },
        { name: '新建填报表', path: '/forms/new' },
        { name: '填报表详情', path: `/forms/${formId}`, opens: ['停用'] },
        { name: '汇总表', path: `/tasks/${open.taskId}/compiled` },
        { name: '填报内容', path: done.path },
      ],
    },
    formsSecretary: { who: secretaries[0], visits: [{ name: '填表', path: open.path }] },
  }
}
