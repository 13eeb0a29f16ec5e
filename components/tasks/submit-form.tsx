'use client'

import { useState } from 'react'
import { Uploader } from '@/components/files/uploader'
import { ActionForm, useFieldState } from '@/components/form/action-form'
import { ReportFields } from '@/components/forms/report-fields'
import { SheetTransfer } from '@/components/forms/sheet-transfer'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField } from '@/components/ui/text-field'
import type { StoredFile } from '@/lib/files/states'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import type { StepForm } from '@/lib/tasks/reports/step-form'
import type { BranchTally } from '@/lib/tasks/states'
import { dropLocalDraft } from './draft-store'
import { OpenBranchesField } from './open-branches-field'
import { type ServerDraft, useDraft } from './use-draft'

type SubmitFormProps = {
  stepId: string
  personId: string
  /** Made with the page; a retried request finds its first result. */
  requestKey: string
  submit: FormAction
  /** What the fields begin with: the draft, or what was handed in before the return. */
  initialText: string
  initialFiles: StoredFile[]
  draft: ServerDraft | null
  isEvidenceRequired: boolean
  /** The form of the step, if it has one. */
  form?: StepForm | null
  /** What the last return asks for, while the task is returned. */
  returnReason?: string
  plainRefusal?: string
  /** Of a 党总支 about to hand in the last of its copy: how its branches stand. */
  branches?: BranchTally
  /** Something else on the page comes first. */
  comesLater: boolean
}

/** 填写并提交: saves itself while one writes, survives a lost network, works without scripts. */
export function SubmitForm(props: SubmitFormProps) {
  const { stepId, requestKey, submit, isEvidenceRequired, form, plainRefusal } = props
  // Values brought in at once (a workbook, the other draft) need controls that begin anew.
  const [valuesRound, setValuesRound] = useState(0)
  const draft = useDraft({
    draftKey: `submission:${stepId}`,
    personId: props.personId,
    initialText: props.initialText,
    initialFiles: props.initialFiles,
    initialValues: form?.values,
    server: props.draft,
  })
  const forget = () => {
    draft.finish()
    void dropLocalDraft(draft.localKey)
  }
  return (
    <Card title="填写完成情况" id="fill" tone={props.comesLater ? 'plain' : 'urgent'}>
      <ActionForm
        action={submit}
        hidden={{ stepId, requestKey }}
        plainAction={`/api/steps/${stepId}/submission`}
        plainRefusal={plainRefusal}
        onDone={forget}
        className="space-y-4"
      >
        {props.returnReason ? (
          <Notice tone="warning" title="需要改">
            {props.returnReason}
          </Notice>
        ) : null}
        {draft.other ? (
          <Notice
            tone="warning"
            title={`另一处在 ${formatMoment(draft.other.at, new Date())} 也写了内容，两份都在`}
            actions={
              <>
                <Button
                  size="small"
                  onClick={() => {
                    draft.settle('other')
                    setValuesRound((round) => round + 1)
                  }}
                >
                  用那一份
                </Button>
                <Button size="small" onClick={() => draft.settle('mine')}>
                  用下面这一份
                </Button>
              </>
            }
          >
            <p className="max-h-40 overflow-y-auto whitespace-pre-line">
              {draft.other.text || (form ? '填报内容有不同' : '')}
            </p>
          </Notice>
        ) : null}
        {form ? (
          <>
            <SheetTransfer
              stepId={stepId}
              onRead={(values) => {
                // Files are not in a workbook: those that are chosen stay.
                draft.fill({ ...draft.values, ...values })
                setValuesRound((round) => round + 1)
              }}
            />
            <ReportFields
              key={valuesRound}
              form={form}
              values={draft.values ?? {}}
              onChange={draft.fill}
            />
          </>
        ) : null}
        <DraftText
          value={draft.text}
          onWrite={draft.write}
          label={form ? '补充说明' : '完成情况'}
          isRequired={!form}
        />
        <p className="text-muted text-sm" aria-live="polite">
          {draft.closedWords ?? savedWords(draft.saved)}
        </p>
        <EvidenceField
          key={draft.filesRound}
          isRequired={isEvidenceRequired}
          initial={draft.files}
          onStored={draft.keepFiles}
        />
        <OpenBranchesField tally={props.branches} />
        <SubmitButton
          tone={props.comesLater ? 'secondary' : 'primary'}
          size="large"
          pendingLabel="正在提交…"
        >
          提交
        </SubmitButton>
      </ActionForm>
    </Card>
  )
}

function DraftText(props: {
  value: string
  onWrite: (value: string) => void
  label: string
  isRequired: boolean
}) {
  const { value, onWrite, label, isRequired } = props
  const { error } = useFieldState('text')
  return (
    <TextAreaField
      name="text"
      label={label}
      hint={isRequired ? '写清做了什么、结果如何；如实填写，没有做的不要写' : undefined}
      required={isRequired}
      rows={isRequired ? 8 : 3}
      error={error}
      value={value}
      onChange={(event) => onWrite(event.currentTarget.value)}
    />
  )
}

function EvidenceField(props: {
  isRequired: boolean
  initial: StoredFile[]
  onStored: (files: StoredFile[]) => void
}) {
  const { error } = useFieldState('fileIds')
  return (
    <Uploader
      label={props.isRequired ? '佐证材料（必须）' : '佐证材料'}
      hint={props.isRequired ? undefined : '没有要求时不必上传'}
      error={error}
      initial={props.initial}
      onStored={props.onStored}
    />
  )
}

function savedWords(saved: ReturnType<typeof useDraft>['saved']): string {
  if (!saved) {
    return '会自动保存'
  }
  const at = formatMoment(saved.at, new Date())
  const words = {
    server: `草稿 ${at} 已自动保存`,
    device: `草稿 ${at} 已保存在本机，联网后同步`,
    nowhere: '这个浏览器不能保存草稿，请尽快提交',
  }
  return words[saved.where]
}
