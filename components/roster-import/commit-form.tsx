import { ActionForm } from '@/components/form/action-form'
import { RadioField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { RosterPreview } from '@/lib/organisation/roster/import-preview'

type CommitFormProps = { preview: RosterPreview; action: FormAction }

/** The question only the office can answer, and the button that imports. */
export function CommitForm({ preview, action }: CommitFormProps) {
  const { id, version, organisations, people, errorCount, termDates } = preview
  const left =
    errorCount > 0
      ? `有误的 ${errorCount} 处所在行不导入，仍留在本页。`
      : '导入后清除读取的内容；需要留意的清单请先下载。'
  return (
    <Card title="确认导入" tone="urgent">
      <ActionForm
        action={action}
        hidden={{ importId: id, version: String(version) }}
        className="max-w-form space-y-4"
      >
        {termDates.counted > 0 ? <TermQuestion preview={preview} /> : null}
        <p className="text-soft">
          将写入 {organisations} 个党组织、{people} 名党员。{left}
          新党员的账号同时建立，首次登录用短信验证码或设置码。
        </p>
        <SubmitButton tone="primary" pendingLabel="正在导入…">
          导入 {organisations} 个党组织、{people} 人
        </SubmitButton>
      </ActionForm>
    </Card>
  )
}

function TermQuestion({ preview }: { preview: RosterPreview }) {
  const { counted, inFuture, inPast, expiredAsElection } = preview.termDates
  const future =
    inFuture.length > 0
      ? `有 ${inFuture.length} 个日期晚于填报日期，不可能是已经举行的选举，届满日期先空着：${inFuture.slice(0, 5).join('、')}${inFuture.length > 5 ? ' 等' : ''}。`
      : ''
  return (
    <RadioField
      name="termDateMeaning"
      label="表里的“换届时间”指的是什么？"
      hint={`共 ${counted} 个党组织写了换届时间。系统按您的选择推算届满日期。`}
      required
      defaultValue={preview.termDateMeaning ?? undefined}
      choices={[
        {
          value: 'last_election',
          label: `上一次换届选举的时间${suggested(preview, 'last_election')}`,
          detail: `届满日期按党委 5 年、党总支和党支部 3 年推算，其中 ${expiredAsElection} 个已届满。${future}`,
        },
        {
          value: 'term_end',
          label: `本届任期届满的时间${suggested(preview, 'term_end')}`,
          detail: `照表里的日期记为届满日期，其中 ${inPast} 个已届满。`,
        },
      ]}
    />
  )
}

function suggested(preview: RosterPreview, meaning: RosterPreview['termDateMeaning']): string {
  return preview.termDates.proposal === meaning ? '（从日期看更像这一种）' : ''
}
