import { Button } from './button'
import { controlClass } from './field'

type SearchFormProps = {
  /** Where the form goes; the query is `name` in the address. */
  action: string
  name?: string
  label: string
  placeholder?: string
  defaultValue?: string
  /** Other parts of the address to keep, e.g. the current filter. */
  keep?: Record<string, string | undefined>
}

/** A search box that is a plain GET form. */
export function SearchForm(props: SearchFormProps) {
  const { action, name = 'q', label, placeholder = label, defaultValue, keep = {} } = props
  return (
    <search>
      <form action={action} method="get" className="flex gap-2">
        {Object.entries(keep).map(([key, value]) =>
          value ? <input key={key} type="hidden" name={key} value={value} /> : null,
        )}
        <input
          type="search"
          name={name}
          aria-label={label}
          placeholder={placeholder}
          defaultValue={defaultValue}
          className={`${controlClass} min-w-0 flex-1`}
        />
        <Button type="submit">查找</Button>
      </form>
    </search>
  )
}
