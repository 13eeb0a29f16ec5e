import { ActionForm } from '@/components/form/action-form'
import { DateField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'
import type { BranchNote } from '@/lib/review/meeting-notes'
import type { Preparation } from '@/lib/review/preparation'
import { AgendaEditor } from './agenda-editor'

export type PrepareActions = {
  prepareMeetingAction: FormAction
  renewSnapshotAction: FormAction
  saveNoteAction: FormAction
  openMeetingAction: FormAction
  closeMeetingAction: FormAction
}

/** Day, place and order of the meeting. */
export function PrepareForm({
  preparation,
  action,
}: {
  preparation: Preparation
  action: FormAction
}) {
  const { quarter, meeting, heldOn, agenda, leftOut } = preparation
  return (
    <Card title="日期、地点、议程" className="mb-4">
      <ActionForm action={action} hidden={{ quarterId: quarter.id }} className="space-y-4">
        <div className="grid gap-4 sm:grid-cols-2">
          <DateField name="heldOn" label="开会日期" required defaultValue={heldOn} />
          <TextField name="place" label="地点" maxLength={60} defaultValue={meeting?.place ?? ''} />
        </div>
        <AgendaEditor
          key={agenda.map((one) => one.id).join()}
          name="agenda"
          agenda={agenda}
          leftOut={leftOut}
        />
        <SubmitButton tone="primary">{meeting ? '保存' : '准备评议会'}</SubmitButton>
      </ActionForm>
    </Card>
  )
}

/** Beginning and ending, each once. */
export function MeetingSteps({
  meeting,
  actions,
}: {
  meeting: { id: string; state: string }
  actions: Pick<PrepareActions, 'openMeetingAction' | 'closeMeetingAction'>
}) {
  const hidden = { meetingId: meeting.id }
  if (meeting.state === 'prepared') {
    return (
      <DisclosureDialog trigger="开始评议会" title="开始评议会">
        <ActionForm action={actions.openMeetingAction} hidden={hidden} className="space-y-4">
          <p>开始以后，日期、议程和快照不再改动；会上的决定会下达为督办任务。</p>
          <SubmitButton tone="primary">开始评议会</SubmitButton>
        </ActionForm>
      </DisclosureDialog>
    )
  }
  return meeting.state === 'opened' ? (
    <DisclosureDialog trigger="结束评议会" title="结束评议会">
      <ActionForm action={actions.closeMeetingAction} hidden={hidden} className="space-y-4">
        <p>结束以后不能再作新的决定；结束前已经记下、还没有同步的决定仍会收进来。</p>
        <SubmitButton tone="primary">结束评议会</SubmitButton>
      </ActionForm>
    </DisclosureDialog>
  ) : null
}

/** A newer snapshot, where scores have moved since. */
export function RenewSnapshotForm({
  quarterId,
  action,
}: {
  quarterId: string
  action: FormAction
}) {
  return (
    <ActionForm action={action} hidden={{ quarterId }}>
      <SubmitButton>按现在的得分重新留存快照</SubmitButton>
    </ActionForm>
  )
}

type NotesCardProps = {
  meetingId: string
  notes: BranchNote[]
  /** The one being written. */
  open: string | undefined
  here: string
  action: FormAction
  isClosed: boolean
}

/** Notes of the presenter, one branch at a time. */
export function NotesCard({ meetingId, notes, open, here, action, isClosed }: NotesCardProps) {
  const present = isClosed ? undefined : notes.find((one) => one.id === open)
  return (
    <Card title="主讲人备注" aside="只在第二个窗口显示，不上投影" className="mb-4" id="notes">
      {present ? (
        <ActionForm
          key={present.id}
          action={action}
          hidden={{ meetingId, organisationId: present.id }}
          className="mb-4 space-y-3"
        >
          <TextAreaField
            name="words"
            label={`${present.name}的备注`}
            hint="留空即删除。"
            rows={5}
            maxLength={2000}
            defaultValue={present.words}
          />
          <SubmitButton tone="primary">保存备注</SubmitButton>
        </ActionForm>
      ) : null}
      <ol className="divide-y divide-line">
        {notes.map((one) => (
          <li key={one.id} className="flex flex-wrap justify-between gap-x-4 py-2">
            <span className="min-w-0">
              {one.number}. {one.name}
              <span className="block whitespace-pre-wrap text-muted text-sm">
                {one.words || '没有备注'}
              </span>
            </span>
            {isClosed ? null : (
              <TextLink href={`${here}?note=${one.id}#notes`}>
                {one.words ? '修改' : '写备注'}
                <span className="sr-only">：{one.name}</span>
              </TextLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
