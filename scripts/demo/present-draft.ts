import { newId } from '@/db/ids'
import { addDays, dayOf } from '@/lib/period'
import { saveTask } from '@/lib/tasks/save-task'
import { saveTaskInput } from '@/lib/tasks/schema'
import { choiceFor } from './audience'
import { dueDay } from './calendar-of-tasks'
import { ago, type Present } from './present'
import { recurring } from './texts/recurring'
import { occasionOf } from './texts/task-text'
import { personNamed } from './world'

/** A draft that has not gone out, for the next quarter. */
export function planDraft(present: Present): void {
  const at = ago(present, 0.4)
  present.timetable.add(at, () => writeDraft(present, at))
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
      title: text.title(when),
      requirement: text.requirement(when),
      basis: text.basis(when),
      startsOn: addDays(today, 3),
      dueOn: dueDay(addDays(today, 21), world.time),
      isScored: 'on',
      estimatedMinutes: text.minutes,
    }),
  )
}
