import type { Grade } from '@/db/enums'
import type { ViewerContext } from '@/lib/context'
import { postFact } from '@/lib/scorecard/post-fact'
import { evaluateAssignment } from '@/lib/tasks/evaluate-assignment'
import { approveSubmission, returnSubmission } from '@/lib/tasks/review-submission'
import { saveDraft } from '@/lib/tasks/save-draft'
import { reviewerOf } from './audience'
import { heroKey } from './company'
import type { Scene } from './present-acts'
import { settleSms } from './settle-sms'
import { approvals, pointsOf, remarks } from './texts/judgements'
import { personNamed } from './world'

async function reviewContext({ present, copy, at }: Scene): Promise<ViewerContext> {
  const reviewer = reviewerOf(present.world, copy.issuer, copy.organisation.key)
  return present.stage.as(reviewer.id, at)
}

/** 退回, with what is missing. */
export async function sendBack(scene: Scene): Promise<void> {
  const { present, copy, at, random } = scene
  const { faults } = copy.plan.text
  const isHero = copy.organisation.key === heroKey
  await returnSubmission(await reviewContext(scene), {
    submissionId: copy.submission?.id ?? '',
    reason:
      (isHero ? faults[0] : undefined) ?? random.pick([...faults, '内容过于简单，请写具体一些。']),
  })
  await settleSms(present.world.db, at)
  if (isHero && copy.plan.hero === 'returned') {
    const later = present.world.time.later(at, 95)
    present.timetable.add(later, () => keepDraft(scene, later))
  }
}

/** The secretary has begun to write what was missing. */
async function keepDraft({ present, copy }: Scene, at: Date): Promise<void> {
  const secretary = personNamed(present.world, copy.organisation.secretary ?? '')
  await saveDraft(await present.stage.as(secretary.id, at), {
    key: `submission:${copy.stepId}`,
    version: 0,
    body: {
      text: '补充整改结果：①2号机柜排风扇已更换，复测温度24℃，复核人史俊杰；②交越点警示牌',
      fileIds: [],
    },
  })
}

/** 审核通过. */
export async function approve(scene: Scene): Promise<void> {
  const { copy, random } = scene
  await approveSubmission(await reviewContext(scene), {
    submissionId: copy.submission?.id ?? '',
    remark: random.chance(0.3) ? random.pick(approvals) : undefined,
  })
}

/** 评价, posted to the ledger at once; one of them is corrected later. */
export async function evaluate(scene: Scene): Promise<void> {
  const { present, copy, at, random } = scene
  const { submission } = copy
  const isLate = submission !== null && submission.at > submission.effectiveDueAt
  const isCorrected = copy.plan.isCorrected === true && copy.organisation.key === heroKey
  const usual: Grade = random.chance(copy.reports > 1 ? 0.05 : 0.36) ? 'excellent' : 'good'
  const grade = isLate || isCorrected ? 'fair' : usual
  const remark = isCorrected ? '决议事项没有写责任人，内容偏简单。' : random.pick(remarks[grade])
  await give(scene, grade, remark)
  if (isCorrected) {
    const later = present.world.time.later(at, 700)
    present.timetable.add(later, () =>
      give({ ...scene, at: later }, 'good', '经复核，责任人写在附注中，更正评价。'),
    )
  }
}

async function give(scene: Scene, grade: Grade, remark: string): Promise<void> {
  const { present, copy, at } = scene
  const { stage } = present
  await evaluateAssignment(await reviewContext(scene), {
    assignmentId: copy.id,
    grade,
    points: pointsOf[grade],
    remark,
  })
  for (const { name, payload } of stage.heard()) {
    if (name === 'fact.recorded') {
      await postFact(stage.system(new Date(at.getTime() + 400)), payload)
    }
  }
}
