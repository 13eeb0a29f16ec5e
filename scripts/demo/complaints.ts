import type { ComplaintKind } from '@/db/enums'
import { newId } from '@/db/ids'
import { answerComplaint } from '@/lib/complaints/answer-complaint'
import { closeComplaint } from '@/lib/complaints/close-complaint'
import { fileComplaint } from '@/lib/complaints/file-complaint'
import { takeUpComplaint } from '@/lib/complaints/take-up-complaint'
import { ago, type Present } from './present'
import { settleSms } from './settle-sms'
import { personNamed } from './world'

interface ComplaintPlan {
  by: string
  kind: ComplaintKind
  text: string
  filed: number
  takenUp?: number
  answered?: { before: number; words: string }
  closed?: number
}

const complaints: ComplaintPlan[] = [
  {
    by: '李建国',
    kind: 'burden',
    text: '隐患排查和消防自查内容有重复，同一间机房一个季度填了两次。建议两张清单合并，或者上次填过的自动带出来。',
    filed: 14.8,
    takenUp: 14.3,
    answered: {
      before: 11.6,
      words:
        '您反映的情况属实。已与安全监察部商定，从下季度起两项自查合并为一张清单，已填过的责任区不再重复填报。谢谢您的建议。',
    },
    closed: 10.2,
  },
  {
    by: '张磊',
    kind: 'suggestion',
    text: '外勤同志手机信号不好的时候，提交材料要等很久。建议主题党日的学习材料可以提前下载。',
    filed: 4.3,
    takenUp: 3.2,
  },
  {
    by: '王敏',
    kind: 'fault',
    text: '退回的短信里没有写退回原因，要打开电脑才能看到，在现场不方便。',
    filed: 0.7,
  },
]

/** 意见与投诉 in three stages: closed, being handled, just received. */
export function planComplaints(present: Present): void {
  const { world, stage, timetable } = present
  const officer = personNamed(world, '陈晓春').id
  for (const plan of complaints) {
    const complaintId = newId()
    const author = personNamed(world, plan.by).id
    const at = (before: number, run: (at: Date) => Promise<unknown>) => {
      const moment = ago(present, before)
      timetable.add(moment, async () => {
        await run(moment)
      })
    }
    at(plan.filed, async (moment) =>
      fileComplaint(await stage.as(author, moment), {
        complaintId,
        kind: plan.kind,
        text: plan.text,
      }),
    )
    if (plan.takenUp) {
      at(plan.takenUp, async (moment) =>
        takeUpComplaint(await stage.as(officer, moment), { complaintId }),
      )
    }
    const { answered } = plan
    if (answered) {
      at(answered.before, async (moment) => {
        await answerComplaint(await stage.as(officer, moment), {
          complaintId,
          words: answered.words,
        })
        await settleSms(world.db, moment)
      })
    }
    if (plan.closed) {
      at(plan.closed, async (moment) =>
        closeComplaint(await stage.as(author, moment), { complaintId }),
      )
    }
  }
}
