import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { formatPeriod } from '@/lib/format'
import type { OrganisationOnDay } from '@/lib/organisation/schema'

type ScoreFilterProps = {
  period: string
  periods: readonly string[]
  organisationId: string | undefined
  organisations: readonly OrganisationOnDay[]
}

/** Quarter and branch, as a plain form whose answer is an address that can be kept. */
export function ScoreFilter({ period, periods, organisationId, organisations }: ScoreFilterProps) {
  const choices = periods.includes(period) ? periods : [period, ...periods]
  return (
    <form
      action="/scorecard"
      method="get"
      className="no-print mb-4 flex flex-wrap items-end gap-3 max-lg:*:w-full"
    >
      <SelectField
        key={`period-${period}`}
        name="period"
        label="季度"
        required
        defaultValue={period}
        choices={choices.map((value) => ({ value, label: formatPeriod(value) }))}
      />
      {organisations.length > 1 ? (
        <SelectField
          key={`organisation-${organisationId}`}
          name="organisation"
          label="支部"
          required
          defaultValue={organisationId ?? 'all'}
          choices={[
            { value: 'all', label: '全部' },
            ...organisations.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
      ) : null}
      <Button type="submit">查看</Button>
    </form>
  )
}
