import { newId } from '@/db/ids'
import { issueCircular } from '@/lib/tasks/circulars/issue-circular'
import { changeCircular, draftCircular } from '@/lib/tasks/circulars/write-circular'
import { issuerOf } from './audience'
import { ago, type Present } from './present'

interface CircularPlan {
  /** Key of the task it speaks of. */
  task: string
  department?: string
  /** Working days before the seed. */
  drafted: number
  /** What the officer adds in her own words, and when it goes out; a draft without. */
  issued?: { before: number; words: string }
}

const plans: readonly CircularPlan[] = [
  {
    task: 'dues',
    drafted: 2.6,
    issued: {
      before: 2.1,
      words:
        '三、下一步要求。请组织委员于下月5日前按新基数调整应交金额；岗位有变动的党员，先与人力资源部核对再收缴。收缴明细继续在支部公示。',
    },
  },
  {
    task: 'safety',
    department: '安全监察部',
    drafted: 1.9,
    issued: {
      before: 1.6,
      words:
        '三、下一步要求。没有提交的支部请于本周内补报，确有困难的可联系安全监察部协助。“整改中”的事项由所在党总支跟踪，完成后在系统内说明，不另报材料。',
    },
  },
  { task: 'integrity', drafted: 0.3 },
]

/** 情况通报: two that went out with the officer's own words, one that is being written. */
export function planCirculars(present: Present): void {
  const { stage, timetable, world } = present
  for (const { task, department, drafted, issued } of plans) {
    const circularId = newId()
    const by = issuerOf(world, department).id
    const draftedAt = ago(present, drafted)
    timetable.add(draftedAt, async () => {
      const taskId = present.taskIds.get(task) ?? ''
      const draft = await draftCircular(await stage.as(by, draftedAt), { circularId, taskId })
      if (issued) {
        const at = ago(present, issued.before)
        const body = `${draft.body}\n\n${issued.words}`
        timetable.add(at, async () => {
          const ctx = await stage.as(by, at)
          const { title, version } = draft
          const changed = await changeCircular(ctx, { circularId, version, title, body })
          await issueCircular(ctx, { circularId, version: changed.version })
        })
      }
    })
  }
}
