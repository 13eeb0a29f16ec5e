import { ActionForm } from '@/components/form/action-form'
import { RadioField, TextAreaField, TextField } from '@/components/form/form-fields'
import type { ButtonSize } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { FileList } from '@/components/ui/file-list'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { grades } from '@/db/enums'
import type { FormAction } from '@/lib/form-state'
import { gradeLabels } from '@/lib/tasks/states'
import type { SubmittedEvent } from '@/lib/tasks/timeline'
import { HandedInText } from './handed-in-text'

type ReviewPanelProps = {
  /** What was handed in. */
  content: SubmittedEvent | null
  submissionId: string
  assignmentId: string
  /** The hand-in was recorded for somebody else and nobody has confirmed its time. */
  isUnconfirmed: boolean
  canConfirm: boolean
  approve: FormAction
  giveBack: FormAction
  confirm: FormAction
  reject: FormAction
}

/** 审核: approve, or return with what exactly has to change. */
export function ReviewPanel(props: ReviewPanelProps) {
  if (props.isUnconfirmed) {
    return (
      <Card title="确认代录" tone="urgent">
        <HandedIn content={props.content} />
        <p className="mb-3">
          这份报告是代录的。请核对办理方式和实际时间，确认后按实际时间计算，再审核内容。
        </p>
        {props.canConfirm ? (
          <div className="flex flex-wrap gap-3">
            <ActionForm
              action={props.confirm}
              hidden={{ assignmentId: props.assignmentId, kind: 'submission' }}
            >
              <SubmitButton tone="primary">确认代录时间</SubmitButton>
            </ActionForm>
            <RejectEntryForm
              assignmentId={props.assignmentId}
              kind="submission"
              reject={props.reject}
            />
          </div>
        ) : (
          <Notice tone="info">
            代录人和本支部的人不能确认，请由下达任务的其他人员或备选审核人确认。
          </Notice>
        )}
      </Card>
    )
  }
  return (
    <Card title="审核" tone="urgent">
      <HandedIn content={props.content} />
      <p className="mb-3 text-muted">审核用时单独计算，不计入支部办理时间。</p>
      <div className="flex flex-wrap gap-3">
        <DisclosureDialog trigger="通过" triggerTone="primary" title="审核通过">
          <ActionForm
            action={props.approve}
            hidden={{ submissionId: props.submissionId }}
            className="space-y-4"
          >
            <TextAreaField name="remark" label="审核意见" rows={2} />
            <SubmitButton tone="primary" size="large">
              审核通过
            </SubmitButton>
          </ActionForm>
        </DisclosureDialog>
        <DisclosureDialog trigger="退回修改" title="退回修改">
          <ActionForm
            action={props.giveBack}
            hidden={{ submissionId: props.submissionId }}
            className="space-y-4"
          >
            <TextAreaField
              name="reason"
              label="需要改什么"
              hint="写具体，一次说全；支部会在短信提醒后看到这句话"
              required
              rows={3}
            />
            <SubmitButton tone="primary" size="large">
              退回
            </SubmitButton>
          </ActionForm>
        </DisclosureDialog>
      </div>
    </Card>
  )
}

type RejectEntryFormProps = {
  assignmentId: string
  kind: 'acceptance' | 'submission'
  size?: ButtonSize
  reject: FormAction
}

/** 不予确认 of a 代录, with what is wrong; the branch then acts again. */
export function RejectEntryForm({ assignmentId, kind, size, reject }: RejectEntryFormProps) {
  const what = kind === 'acceptance' ? '签收' : '报告'
  return (
    <DisclosureDialog trigger="不予确认" triggerSize={size} title={`不予确认代录的${what}`}>
      <ActionForm action={reject} hidden={{ assignmentId, kind }} className="space-y-4">
        <p>
          这份代录会留在经过里但不作数，支部{kind === 'acceptance' ? '需要重新签收' : '继续办理'}
          ，等待的时间不计入支部用时。支部和代录人会收到原因。
        </p>
        <TextAreaField name="reason" label="哪里不符" required rows={3} />
        <SubmitButton tone="primary">不予确认</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  )
}

function HandedIn({ content }: { content: SubmittedEvent | null }) {
  return content ? (
    <div className="mb-4 max-w-reading">
      <p className="text-muted text-sm">
        {content.personName} 提交第 {content.version} 版 · {content.isOnTime ? '按时' : '逾期提交'}
      </p>
      <p className="mt-1 whitespace-pre-line">
        <HandedInText>{content.text}</HandedInText>
      </p>
      <FileList files={content.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))} />
    </div>
  ) : null
}

type EvaluatePanelProps = {
  assignmentId: string
  evaluate: FormAction
  /** Otherwise there are no points to give. */
  isScored: boolean
  /** An evaluation stands already; a new one corrects it and both stay on record. */
  isCorrection: boolean
}

/** 评价 of approved work: grade, points, one sentence. */
export function EvaluatePanel(props: EvaluatePanelProps) {
  const { assignmentId, evaluate, isScored, isCorrection } = props
  const form = (
    <ActionForm action={evaluate} hidden={{ assignmentId }} className="space-y-4">
      <RadioField
        name="grade"
        label="等次"
        required
        choices={grades.map((value) => ({ value, label: gradeLabels[value] }))}
      />
      {isScored ? (
        <TextField
          name="points"
          label="分值"
          hint="最多两位小数，例如 2.50；失分填负数"
          inputMode="decimal"
          required
        />
      ) : (
        <p className="text-muted">这项任务不计分，只评等次和评语。</p>
      )}
      <TextAreaField name="remark" label="评语" required rows={2} />
      <SubmitButton tone="primary" size="large">
        {isCorrection ? '更正评价' : '评价'}
      </SubmitButton>
    </ActionForm>
  )
  return isCorrection ? (
    <DisclosureDialog trigger="更正评价" title="更正评价">
      {form}
    </DisclosureDialog>
  ) : (
    <Card title="评价">{form}</Card>
  )
}
