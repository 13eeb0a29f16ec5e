import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { SelectField, TextAreaField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { FormBeside } from '@/components/ui/form-beside'
import { SubmitButton } from '@/components/ui/submit-button'
import type { ActivityKind } from '@/db/enums'
import type { Expected, RosterPerson } from '@/lib/activities/attendance'
import type { FormAction } from '@/lib/form-state'
import { AttendanceFields } from './attendance-fields'
import { KeepDraft } from './keep-draft'

export type RecordValues = {
  title?: string
  place?: string
  startTime?: string
  endTime?: string
  hostId?: string
  recorderId?: string
  speaker?: string
  content?: string
  lateReason?: string
  /** Present or a reason, by id. */
  attendance?: Record<string, string>
  /** What was said of an absence, by id. */
  notes?: Record<string, string>
  files?: { id: string; name: string; sizeBytes: number; mediaType: string }[]
}

type RecordFormProps = {
  save: FormAction
  hidden: Record<string, string>
  kinds: ActivityKind[]
  expected: Expected
  values: RecordValues
  /** It would be 补录. */
  isLate: boolean
  /** 更正 asks for its reason. */
  isCorrection?: boolean
  draftKey: string
}

/** 活动纪实: one column, in the order in which one remembers it. Works without scripts. */
export function RecordForm(props: RecordFormProps) {
  const { save, hidden, kinds, expected, values, isLate, isCorrection, draftKey } = props
  return (
    <ActionForm action={save} hidden={hidden} className="space-y-4">
      {kinds.map((kind) => (
        <input key={kind} type="hidden" name="kinds[]" value={kind} />
      ))}
      <KeepDraft draftKey={draftKey} />
      <FormBeside
        aside={
          <Card title="谁来了">
            <AttendanceFields
              people={expected.people}
              isChosen={expected.isChosen}
              given={values.attendance}
              notes={values.notes}
            />
          </Card>
        }
        foot={
          <SubmitButton tone="primary" size="large" pendingLabel="正在保存…">
            {isCorrection ? '保存更正' : '保存纪实'}
          </SubmitButton>
        }
      >
        <Card title="做了什么">
          <div className="space-y-4">
            <WhenWhere values={values} />
            <People roster={expected.roster} kinds={kinds} values={values} />
            <TextAreaField
              name="content"
              label="活动内容"
              hint="如实写做了什么、议定了什么。表决结果按会议记录写成文字；不写涉密内容，不写个人隐私。"
              required
              rows={8}
              maxLength={20_000}
              defaultValue={values.content}
            />
            <Uploader label="附件" hint="签到表、会议记录等，没有可不传" initial={values.files} />
            {isLate ? (
              <TextField
                name="lateReason"
                label="补录的原因"
                hint="超过规定时间才记，属于补录：照样算已开展，注明补录，不增加得分"
                required={!isCorrection}
                minLength={4}
                maxLength={200}
                defaultValue={values.lateReason}
              />
            ) : null}
            {isCorrection ? (
              <TextField
                name="reason"
                label="更正的原因"
                hint="原来的一份留在记录里"
                required
                minLength={4}
                maxLength={200}
              />
            ) : null}
          </div>
        </Card>
      </FormBeside>
    </ActionForm>
  )
}

function WhenWhere({ values }: { values: RecordValues }) {
  return (
    <>
      <TextField
        name="title"
        label="主题"
        required
        minLength={2}
        maxLength={80}
        defaultValue={values.title}
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          type="time"
          name="startTime"
          label="开始"
          required
          defaultValue={values.startTime}
        />
        <TextField type="time" name="endTime" label="结束" defaultValue={values.endTime} />
      </div>
      <TextField name="place" label="地点" required maxLength={100} defaultValue={values.place} />
    </>
  )
}

function People(props: { roster: RosterPerson[]; kinds: ActivityKind[]; values: RecordValues }) {
  const { roster, kinds, values } = props
  const choices = roster.map(({ personId, name, post }) => ({
    value: personId,
    label: post ? `${name}（${post}）` : name,
  }))
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="hostId"
          label="主持人"
          required
          placeholder="请选择"
          choices={choices}
          defaultValue={values.hostId}
        />
        <SelectField
          name="recorderId"
          label="记录人"
          required
          placeholder="请选择"
          choices={choices}
          defaultValue={values.recorderId}
        />
      </div>
      {kinds.includes('party_lecture') ? (
        <TextField name="speaker" label="授课人" maxLength={50} defaultValue={values.speaker} />
      ) : null}
    </>
  )
}
