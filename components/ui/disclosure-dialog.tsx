'use client'

import { type ReactNode, useRef } from 'react'
import { type ButtonSize, type ButtonTone, buttonClass } from './button'
import { classNames } from './class-names'
import { Dialog } from './dialog'
import { menuItemClass } from './menu-item'

type DisclosureDialogProps = {
  /** The words on the button. */
  trigger: ReactNode
  triggerTone?: ButtonTone
  triggerSize?: ButtonSize
  /** Stands as a line of a MoreMenu instead of as a button. */
  isMenuItem?: boolean
  title: ReactNode
  children: ReactNode
}

/**
 * A button that opens a dialog. Without scripts the same content unfolds under the button, so a
 * form inside it can always be sent.
 */
export function DisclosureDialog(props: DisclosureDialogProps) {
  const { trigger, triggerTone, triggerSize, isMenuItem, title, children } = props
  const details = useRef<HTMLDetailsElement>(null)
  const dialog = useRef<HTMLDialogElement>(null)
  return (
    <details
      ref={details}
      className={classNames(
        'inline-block max-w-full open:has-[dialog:not(:modal)]:w-full',
        triggerSize === 'large' && 'max-lg:w-full',
        isMenuItem && 'w-full',
      )}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a summary is a button to every browser */}
      <summary
        className={
          isMenuItem
            ? classNames(menuItemClass, triggerTone === 'danger' && 'text-late')
            : buttonClass(triggerTone, triggerSize)
        }
        onClick={(event) => {
          event.preventDefault()
          if (details.current && dialog.current) {
            details.current.open = true
            dialog.current.close()
            details.current.open = true
            dialog.current.showModal()
          }
        }}
      >
        {trigger}
      </summary>
      <Dialog
        ref={dialog}
        inline
        title={title}
        onClose={() => {
          if (details.current && !dialog.current?.open) {
            details.current.open = false
          }
        }}
      >
        {children}
      </Dialog>
    </details>
  )
}
