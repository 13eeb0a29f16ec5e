import { Button } from '@/components/ui/button'
import { controlClass } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { formatDay } from '@/lib/format'

type DayFormProps = { path: string; day: string; today: string }

/** 时点: looks at the organisation of another day; a plain GET form, the day stands in the address. */
export function DayForm({ path, day, today }: DayFormProps) {
  return (
    <div className="no-print mb-4 space-y-3">
      <form action={path} method="get" className="flex flex-wrap items-center gap-2">
        <label htmlFor="organisation-day" className="text-muted">
          查看时点
        </label>
        <input
          id="organisation-day"
          type="date"
          name="on"
          required
          defaultValue={day}
          className={`${controlClass} w-auto!`}
        />
        <Button type="submit">查看</Button>
      </form>
      {day === today ? null : (
        <Notice tone="info" title={`正在查看 ${formatDay(day)} 的组织`}>
          名称、隶属、人员和任职都是那一天的。要办理变更，请先
          <TextLink href={path}>回到今天</TextLink>。
        </Notice>
      )}
    </div>
  )
}
