import { TypeSizeIcon } from '../ui/icons'
import type { TypeSize } from './type-size'

export type TypeSizeAction = string | ((form: FormData) => void | Promise<void>)

type TypeSizeSwitchProps = {
  current: TypeSize
  /** Receives `type` = `large` or `normal` and sets the cookie; an address works without scripts. */
  action: TypeSizeAction
}

/** One switch between normal and large type; a plain form, so it needs no script. */
export function TypeSizeSwitch({ current, action }: TypeSizeSwitchProps) {
  const large = current === 'large'
  return (
    <form action={action} method={typeof action === 'string' ? 'post' : undefined}>
      <button
        type="submit"
        name="type"
        value={large ? 'normal' : 'large'}
        className="inline-flex min-h-target items-center gap-1.5 whitespace-nowrap rounded-full border border-line-strong text-base bg-surface px-3.5 hover:border-edge hover:bg-sunken"
      >
        <TypeSizeIcon className="size-[1.25em] max-lg:hidden" />
        {large ? '标准字' : '大字'}
      </button>
    </form>
  )
}
