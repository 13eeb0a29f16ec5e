import type { Metadata } from 'next'
import { z } from 'zod'
import { CalendarForms } from '@/components/calendar/calendar-forms'
import { CalendarTable } from '@/components/calendar/calendar-table'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { calendarYear } from '@/lib/organisation/calendar-queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import * as actions from './actions'

export const metadata: Metadata = { title: '工作日历' }

const address = z.object({ year: z.coerce.number().int().min(2020).max(2099).catch(0) })

/** 工作日历: public holidays and 调休 working days, by which working days are counted. */
export default async function CalendarPage({ searchParams }: PageProps<'/calendar'>) {
  const ctx = await requireContext('/calendar')
  const thisYear = Number(dayOf(ctx.now).slice(0, 4))
  const year = address.parse(await searchParams).year || thisYear
  const calendar = await calendarYear(ctx, year)
  const canChange = can(ctx.viewer, 'calendar.change')
  return (
    <div className="max-w-form">
      <PageHeader
        title="工作日历"
        context="周一至周五以外的上班日和法定节假日。退回后留几个工作日、截止日是不是休息日，都按它计算。"
      />
      <LinkTabs
        label="年份"
        items={[thisYear - 1, thisYear, thisYear + 1].map((one) => ({
          href: `/calendar?year=${one}`,
          label: `${one}年`,
          current: one === year,
        }))}
      />
      <div className="mt-4 space-y-4">
        {canChange ? <CalendarForms calendar={calendar} actions={actions} /> : null}
        <CalendarTable
          days={calendar.days}
          clear={canChange ? actions.clearCalendarDayAction : null}
        />
      </div>
    </div>
  )
}
