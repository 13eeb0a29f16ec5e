import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { Unfold } from '@/components/ui/unfold'
import { formatPeriod } from '@/lib/format'
import { mostShown, type QueryAddress, type QueryResult } from '@/lib/scorecard/query/schema'
import { classLabels } from '@/lib/scorecard/scheme/states'

type QueryFormProps = Pick<QueryResult, 'choices' | 'asked'> & { address: QueryAddress }

/** What is asked for, as a plain form whose answer is an address that can be kept and shared. */
export function QueryForm({ choices, asked, address }: QueryFormProps) {
  return (
    <form
      action="/scorecard/query"
      method="get"
      className="no-print space-y-3 rounded-card border border-line bg-surface px-4 py-3"
    >
      <div className="grid gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]">
        <Ticks
          name="indicators"
          label={`指标（至多 ${mostShown} 项）`}
          chosen={asked.indicators}
          choices={choices.indicators.map(({ key, label, depth }) => ({
            value: key,
            label,
            depth,
          }))}
        />
        <Ticks
          name="periods"
          label={`季度（至多 ${mostShown} 个）`}
          chosen={asked.periods}
          choices={choices.periods.map((one) => ({ value: one, label: formatPeriod(one) }))}
        />
        <div className="space-y-3">
          <SelectField
            name="class"
            label="类别"
            required
            defaultValue={address.class ?? ''}
            choices={[
              { value: '', label: '全部' },
              ...Object.entries(classLabels).map(([value, label]) => ({ value, label })),
            ]}
          />
          <SelectField
            name="view"
            label="先看"
            required
            defaultValue={address.view}
            choices={[
              { value: 'chart', label: '图' },
              { value: 'table', label: '表' },
            ]}
          />
        </div>
      </div>
      <Unfold
        label={`支部：${address.branches.length > 0 ? `已选 ${address.branches.length} 个` : '全部'}`}
        open={address.branches.length > 0}
      >
        <Ticks
          name="branches"
          label="只看这些支部，一个不选就是全部"
          chosen={address.branches}
          choices={choices.branches.map((one) => ({ value: one.id, label: one.name }))}
        />
      </Unfold>
      <Button type="submit" tone="primary">
        查询
      </Button>
    </form>
  )
}

type TicksProps = {
  name: string
  label: string
  chosen: readonly string[]
  choices: { value: string; label: string; depth?: number }[]
}

function Ticks({ name, label, chosen, choices }: TicksProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">{label}</legend>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul className="max-h-48 overflow-y-auto rounded-control border border-line" tabIndex={0}>
        {choices.map(({ value, label: words, depth = 1 }) => (
          <li key={value}>
            <label className="flex min-h-target-small items-center gap-2 px-2 hover:bg-sunken">
              <input
                type="checkbox"
                name={name}
                value={value}
                defaultChecked={chosen.includes(value)}
                className="size-4 shrink-0 accent-brand"
              />
              <span className={depth > 1 ? 'min-w-0 ps-3' : 'min-w-0'}>{words}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
