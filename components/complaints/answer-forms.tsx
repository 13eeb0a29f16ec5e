import { ActionForm } from '@/components/form/action-form'
import { TextAreaField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type AnswerFormsProps = {
  complaintId: string
  /** Each is absent when it cannot be done now, or not by the viewer. */
  takeUp: FormAction | undefined
  answer: FormAction | undefined
  close: FormAction | undefined
}

/** What can be done with a complaint now: take it up, answer, close. */
export function AnswerForms({ complaintId, takeUp, answer, close }: AnswerFormsProps) {
  return (
    <>
      {takeUp ? (
        <ActionForm action={takeUp} hidden={{ complaintId }}>
          <SubmitButton pendingLabel="正在受理…">受理</SubmitButton>
        </ActionForm>
      ) : null}
      {answer ? (
        <Card title="答复">
          <ActionForm action={answer} hidden={{ complaintId }} className="space-y-4">
            <TextAreaField
              name="words"
              label="答复内容"
              hint="说明核实情况、处理结果或安排，提出人会收到通知。"
              required
              minLength={5}
              maxLength={2000}
            />
            <SubmitButton tone="primary" pendingLabel="正在答复…">
              答复
            </SubmitButton>
          </ActionForm>
        </Card>
      ) : null}
      {close ? (
        <ActionForm action={close} hidden={{ complaintId }}>
          <SubmitButton pendingLabel="正在办结…">问题已解决，办结</SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}
