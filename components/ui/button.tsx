import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { classNames } from './class-names'

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'

const tones: Record<ButtonTone, string> = {
  primary:
    'border-brand bg-brand text-on-brand hover:border-brand-ink hover:bg-brand-ink hover:text-on-brand',
  secondary: 'border-line-strong bg-surface text-ink hover:border-edge hover:bg-sunken',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-sunken hover:text-ink',
  danger: 'border-late bg-surface text-late hover:bg-late hover:text-on-late',
}

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-target-small px-2.5 text-sm',
  medium: 'min-h-target px-3.5 text-base',
  large: 'min-h-target px-5 text-base max-lg:w-full max-lg:py-3',
}

/** The look of a button, for elements that cannot be one (a summary, a label). */
export function buttonClass(tone: ButtonTone = 'secondary', size: ButtonSize = 'medium'): string {
  return classNames(
    'inline-flex items-center justify-center gap-1.5 rounded-control border py-1 text-center font-medium',
    'select-none transition-colors disabled:opacity-55 aria-disabled:opacity-55',
    tones[tone],
    sizes[size],
  )
}

type Look = { tone?: ButtonTone; size?: ButtonSize; icon?: ReactNode }

export type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement>

/** A button; `type` is `button` unless said otherwise. For sending a form use SubmitButton. */
export function Button({ tone, size, icon, className, children, type, ...rest }: ButtonProps) {
  return (
    <button
      type={type ?? 'button'}
      className={classNames(buttonClass(tone, size), className)}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}

export type LinkButtonProps = Look & {
  href: string
  children: ReactNode
  className?: string
  /** A file or another document: a plain link, never fetched in advance. */
  download?: boolean | string
  'aria-label'?: string
}

/** A link that looks like a button: for going somewhere, not for changing something. */
export function LinkButton(props: LinkButtonProps) {
  const { tone, size, icon, href, children, className, download, ...rest } = props
  const look = classNames(buttonClass(tone, size), className)
  if (download !== undefined) {
    return (
      <a href={href} download={download} className={look} {...rest}>
        {icon}
        {children}
      </a>
    )
  }
  return (
    <a href={href} data-soft="" className={look} {...rest}>
      {icon}
      {children}
    </a>
  )
}
