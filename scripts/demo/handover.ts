import { dayOf } from '@/lib/period'
import { changeSecretary } from '@/lib/tasks/change-secretary'
import { openWork } from '@/lib/tasks/open-work'
import { handedOverKey } from './company'
import { ago, type Present } from './present'
import { settleSms } from './settle-sms'
import { organisationOf, personNamed } from './world'

/** A secretary moves on while tasks are open: the 交接清单 of the demo. */
export function planHandover(present: Present): void {
  const { world, stage, timetable } = present
  const at = ago(present, 9.8)
  const branch = organisationOf(world, handedOverKey)
  const newcomer = world.people.find(
    (person) => person.branch === handedOverKey && person.post === 'deputy_secretary',
  )
  timetable.add(at, async () => {
    const ctx = await stage.as(personNamed(world, '陈晓春').id, at)
    await changeSecretary(
      ctx,
      {
        organisationId: branch.id,
        personId: newcomer?.id ?? '',
        isActing: false,
        on: dayOf(at),
        basis: `西岭信通党〔${dayOf(at).slice(0, 4)}〕33号：段国栋调任建设与服务中心副主任`,
      },
      openWork,
    )
    stage.forgetViewers()
    await settleSms(world.db, at)
  })
}
