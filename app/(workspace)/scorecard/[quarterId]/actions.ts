'use server'

import { action } from '@/lib/action'
import { formatDay } from '@/lib/format'
import { decideAppeal } from '@/lib/scorecard/appeals/decide-appeal'
import { fileAppeal } from '@/lib/scorecard/appeals/file-appeal'
import { nameDecider } from '@/lib/scorecard/appeals/name-decider'
import {
  appealInput,
  decideAppealInput,
  fileAppealInput,
  nameDeciderInput,
  resolveSetAsideInput,
  setAsideInput,
} from '@/lib/scorecard/appeals/schema'
import { resolveSetAside, setAside } from '@/lib/scorecard/appeals/set-aside'
import { withdrawAppeal } from '@/lib/scorecard/appeals/withdraw-appeal'
import { importValues } from '@/lib/scorecard/judging/import-values'
import { judgeForm } from '@/lib/scorecard/judging/judge-form'
import { judgeIndicator } from '@/lib/scorecard/judging/judge-indicator'
import { judgeMany } from '@/lib/scorecard/judging/judge-many'
import {
  importValuesInput,
  judgeManyInput,
  treatUnscoredInput,
} from '@/lib/scorecard/judging/schema'
import { treatUnscored } from '@/lib/scorecard/judging/treat-unscored'
import { answerQuestion } from '@/lib/scorecard/quarter/answer-question'
import { approveQuarter, freezeQuarter } from '@/lib/scorecard/quarter/approve-and-freeze'
import { startPreliminary, startSelfAssessment } from '@/lib/scorecard/quarter/begin-step'
import {
  correctPublication,
  publishQuarter,
  reopenQuarter,
} from '@/lib/scorecard/quarter/publish-quarter'
import {
  answerQuestionInput,
  approveQuarterInput,
  correctPublicationInput,
  quarterInput,
  reopenQuarterInput,
  startPeriodInput,
  startStepInput,
} from '@/lib/scorecard/quarter/schema'
import { startMeeting, startVerification } from '@/lib/scorecard/quarter/verify-and-meet'
import { answerReply } from '@/lib/scorecard/self/answer-reply'
import { replyVerification } from '@/lib/scorecard/self/reply-verification'
import { saveSelfAssessment } from '@/lib/scorecard/self/save-self-assessment'
import {
  answerReplyInput,
  replyInput,
  saveSelfForm,
  submitSelfInput,
} from '@/lib/scorecard/self/schema'
import { submitSelf } from '@/lib/scorecard/self/submit-self'

const manage = ({ id }: { id: string }) => [`/scorecard/${id}/manage`, `/scorecard/${id}`]

export const startSelfAction = action(startStepInput, startSelfAssessment, {
  words: (_, { dueOn }) => `已开始自评，截至 ${formatDay(dueOn)}，各支部已收到通知。`,
  revalidate: manage,
})

export const startPreliminaryAction = action(startStepInput, startPreliminary, {
  words: (_, { dueOn }) => `已转入初评，请各归口部门在 ${formatDay(dueOn)} 前评分。`,
  revalidate: manage,
})

export const startVerificationAction = action(startPeriodInput, startVerification, {
  words: (_, { endsOn }) => `初评结果已发给各支部核对，截至 ${formatDay(endsOn)}。`,
  revalidate: manage,
})

export const startMeetingAction = action(quarterInput, startMeeting, {
  words: () => '已留存评议快照，可以开评议会。',
  revalidate: manage,
})

export const publishAction = action(startPeriodInput, publishQuarter, {
  words: (_, { endsOn }) => `已公示，截至 ${formatDay(endsOn)}，各支部已收到通知。`,
  revalidate: manage,
})

export const correctPublicationAction = action(correctPublicationInput, correctPublication, {
  words: (_, { endsOn }) => `已更正公示，截至 ${formatDay(endsOn)}，有变动的支部已收到通知。`,
  revalidate: manage,
})

export const approveAction = action(approveQuarterInput, approveQuarter, {
  words: (quarter) => `已登记审定：${quarter.minutesNumber}。`,
  revalidate: manage,
})

export const freezeAction = action(quarterInput, freezeQuarter, {
  words: () => '已定稿，结果不再变动。',
  revalidate: manage,
})

export const reopenAction = action(reopenQuarterInput, reopenQuarter, {
  words: (quarter) => `第 ${quarter.revision} 修订版已进入公示，原定稿不变。`,
  revalidate: manage,
})

export const treatUnscoredAction = action(treatUnscoredInput, treatUnscored, {
  words: ({ branches }) => `已统一处理，涉及 ${branches} 个支部。`,
  revalidate: (_, { quarterId }) => manage({ id: quarterId }),
})

export const setAsideAction = action(setAsideInput, setAside, {
  words: () => '已搁置，审定前须处理完。',
  revalidate: ({ quarterId }) => manage({ id: quarterId }),
})

export const resolveSetAsideAction = action(resolveSetAsideInput, resolveSetAside, {
  words: () => '处理结果已记录。',
  revalidate: ({ quarterId }) => manage({ id: quarterId }),
})

export const saveSelfAction = action(saveSelfForm, saveSelfAssessment, {
  words: ({ saved }) => (saved > 0 ? `已保存 ${saved} 项。` : '没有新的内容，原来的都在。'),
  revalidate: (_, { quarterId, organisationId }) => [
    `/scorecard/${quarterId}/self/${organisationId}`,
  ],
})

export const submitSelfAction = action(submitSelfInput, submitSelf, {
  words: ({ indicators }) => `自评已提交，共 ${indicators} 项。截止前还可以修改。`,
  revalidate: (_, { quarterId, organisationId }) => [
    `/scorecard/${quarterId}/self/${organisationId}`,
  ],
})

export const judgeAction = action(judgeForm, judgeIndicator, {
  words: () => '已保存。',
  revalidate: (_, { quarterId }) => [`/scorecard/${quarterId}/judge`],
  redirectTo: ({ indicatorKey }, { quarterId, nextId }) =>
    nextId
      ? `/scorecard/${quarterId}/judge/${nextId}?indicator=${encodeURIComponent(indicatorKey)}`
      : `/scorecard/${quarterId}/judge?indicator=${encodeURIComponent(indicatorKey)}`,
})

export const judgeManyAction = action(judgeManyInput, judgeMany, {
  words: ({ judged, before }) =>
    `已评 ${judged} 个支部${before > 0 ? `，${before} 个原来评过的没有改动` : ''}。`,
  revalidate: (_, { quarterId }) => [`/scorecard/${quarterId}/judge`],
})

export const importValuesAction = action(importValuesInput, importValues, {
  words: ({ written, same }) =>
    `已导入 ${written} 个支部的数值${same > 0 ? `，${same} 个与原来相同` : ''}。`,
  revalidate: (_, { quarterId }) => [`/scorecard/${quarterId}/judge`],
})

export const replyAction = action(replyInput, replyVerification, {
  words: (_, { verdict }) =>
    verdict === 'agreed' ? '已确认没有不同意见。' : '意见已送归口部门，答复后会通知您。',
  revalidate: (_, { quarterId, organisationId }) => [
    `/scorecard/${quarterId}/verify/${organisationId}`,
  ],
})

export const answerReplyAction = action(answerReplyInput, answerReply, {
  words: () => '答复已送支部。',
  revalidate: ({ quarterId }) => [`/scorecard/${quarterId}/judge`],
})

export const fileAppealAction = action(fileAppealInput, fileAppeal, {
  words: () => '申诉已提交。',
  redirectTo: (appeal) => `/scorecard/${appeal.quarterId}/appeals/${appeal.id}`,
})

export const withdrawAppealAction = action(appealInput, withdrawAppeal, {
  words: () => '申诉已撤回。',
  revalidate: (appeal) => [`/scorecard/${appeal.quarterId}/appeals/${appeal.id}`],
})

export const nameDeciderAction = action(nameDeciderInput, nameDecider, {
  words: () => '已指定裁定人，并已通知本人。',
  revalidate: (appeal) => [`/scorecard/${appeal.quarterId}/appeals/${appeal.id}`],
})

export const decideAppealAction = action(decideAppealInput, decideAppeal, {
  words: (appeal) =>
    appeal.state === 'corrected' ? '已裁定，分录已更正。' : '已裁定，维持原分录。',
  redirectTo: (appeal) => `/scorecard/${appeal.quarterId}/appeals/${appeal.id}`,
})

export const answerQuestionAction = action(answerQuestionInput, answerQuestion, {
  words: () => '核实情况已记录。',
  revalidate: ({ quarterId }) => manage({ id: quarterId }),
})
