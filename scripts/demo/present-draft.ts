import { newId } from '@/db/ids'
import { saveForm } from '@/lib/forms/save-form'
import { blankDefinition, blankField, type FormDefinition } from '@/lib/forms/states'
import { addDays, dayOf } from '@/lib/period'
import { saveTask } from '@/lib/tasks/save-task'
import { saveTaskInput } from '@/lib/tasks/schema'
import { choiceFor } from './audience'
import { dueDay } from './calendar-of-tasks'
import { ago, type Present } from './present'
import { recurring } from './texts/recurring'
import { occasionOf } from './texts/task-text'
import { dayMinutes } from './working-time'
import { distinctTitle, personNamed } from './world'

/** Two drafts: one ready to go out, one whose form asks for what the system knows already. */
export function planDraft(present: Present): void {
  const at = ago(present, 0.4)
  present.timetable.add(at, () => writeDraft(present, at))
  const later = ago(present, 0.25)
  present.timetable.add(later, () => writeCrowdedDraft(present, later))
}

async function writeDraft({ world, stage }: Present, at: Date): Promise<void> {
  const issuer = personNamed(world, '陈晓春')
  const today = dayOf(world.now)
  const text = recurring.plan
  const when = occasionOf(at)
  await saveTask(
    await stage.as(issuer.id, at),
    saveTaskInput.parse({
      ...choiceFor(world, 'all'),
      taskId: newId(),
      title: distinctTitle(world, text.title(when)),
      requirement: text.requirement(when),
      basis: text.basis(when),
      startsOn: addDays(today, 3),
      dueOn: dueDay(addDays(today, 21), world.time),
      isScored: 'on',
      estimatedMinutes: text.minutes,
    }),
  )
}

const heatingName = '值班室和活动室取暖用电情况表'
const heatingForm: FormDefinition = {
  ...blankDefinition,
  intro: '只填有值班室或活动室的支部；没有的填 0。',
  minutes: 30,
  fields: [
    blankField('branch', 'text', '党支部名称'),
    blankField('members', 'number', '党员人数'),
    { ...blankField('studies', 'number', '集中学习次数'), unit: '次' },
    { ...blankField('rooms', 'number', '值班室和活动室'), unit: '间', min: '0', max: '60' },
    { ...blankField('heaters', 'number', '取暖设备'), unit: '台', min: '0', max: '200' },
    { ...blankField('faulty', 'number', '其中需要更换'), unit: '台', min: '0', max: '200' },
    { ...blankField('plan', 'text', '更换安排'), required: false },
  ],
}

/** Due in a week that is full already, with three fields that nobody needs to ask for. */
async function writeCrowdedDraft({ world, stage }: Present, at: Date): Promise<void> {
  const ctx = await stage.as(personNamed(world, '陈晓春').id, at)
  const { version } = await saveForm(ctx, {
    formId: newId(),
    version: 0,
    revision: 0,
    name: heatingName,
    definition: JSON.stringify(heatingForm),
  })
  const dueOn = dueDay(dayOf(world.time.later(world.now, 5 * dayMinutes)), world.time)
  await saveTask(
    ctx,
    saveTaskInput.parse({
      ...choiceFor(world, 'working'),
      taskId: newId(),
      title: distinctTitle(world, '值班室和活动室取暖用电摸底'),
      requirement:
        '摸清值班室、活动室取暖设备情况，统一安排更换。请在线填表，不用附照片；已列入检修计划的在“更换安排”里写明时间。',
      basis: '后勤保障部工作联系单',
      startsOn: dayOf(world.now),
      nodes: [
        {
          title: '填报情况表',
          requirement: '按实际填写。',
          dueOn: dueOn > dayOf(world.now) ? dueOn : addDays(dayOf(world.now), 1),
          formVersionId: version.id,
        },
      ],
    }),
  )
}
