import { ActionForm } from '@/components/form/action-form'
import { DateField, RadioField, TextField } from '@/components/form/form-fields'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { CalendarYear } from '@/lib/organisation/calendar-queries'

type CalendarFormsProps = {
  calendar: CalendarYear
  actions: { loadPublishedYearAction: FormAction; setCalendarDayAction: FormAction }
}

/** Taking over a published year, and setting single days. */
export function CalendarForms({ calendar, actions }: CalendarFormsProps) {
  const { year, published } = calendar
  return (
    <>
      {published && published.missing > 0 ? (
        <Notice tone="info" title={`可以载入 ${year} 年放假安排，还差 ${published.missing} 天`}>
          <p className="mb-3">依据：{published.source}</p>
          <ActionForm action={actions.loadPublishedYearAction} hidden={{ year: String(year) }}>
            <SubmitButton>载入</SubmitButton>
          </ActionForm>
        </Notice>
      ) : null}
      {published ? null : (
        <Notice tone="warning">
          {year}{' '}
          年的放假安排还没有随系统提供，公布后请逐日添加；没有添加的日子按周一至周五上班计算。
        </Notice>
      )}
      <Card title="添加或修改一天">
        <ActionForm action={actions.setCalendarDayAction} className="space-y-4">
          <DateField name="day" label="日期" required />
          <RadioField
            name="kind"
            label="这一天"
            required
            choices={[
              { value: 'holiday', label: '放假' },
              { value: 'workday', label: '调休上班' },
            ]}
          />
          <TextField name="name" label="名称" placeholder="例如：国庆节" required maxLength={20} />
          <SubmitButton tone="primary">保存</SubmitButton>
        </ActionForm>
      </Card>
    </>
  )
}
