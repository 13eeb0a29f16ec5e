'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

type SubmitButtonProps = Omit<ButtonProps, 'type'> & {
  /** Shown while the form is on its way, e.g. 正在下达…. */
  pendingLabel?: string
}

/** Sends its form once: while it is on its way a second press does nothing, and says so. */
export function SubmitButton({ children, pendingLabel, onClick, ...rest }: SubmitButtonProps) {
  const { pending } = useFormStatus()
  return (
    <Button
      {...rest}
      type="submit"
      aria-disabled={pending || rest['aria-disabled']}
      onClick={(event) => {
        if (pending) {
          event.preventDefault()
        }
        onClick?.(event)
      }}
    >
      {pending ? (pendingLabel ?? '正在提交…') : children}
    </Button>
  )
}
