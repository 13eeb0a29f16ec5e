import type { ReactNode } from 'react'
import { ChevronDownIcon } from '../ui/icons'
import { menuItemClass } from '../ui/menu-item'
import { MoreMenu } from '../ui/more-menu'
import { TextLink } from '../ui/text-link'

export type ShellViewer = {
  name: string
  organisationName: string
  /** The post or role acted in, e.g. 支部书记, 党建部专责. */
  roleLabel: string
}

type ViewerMenuProps = {
  viewer: ShellViewer
  links?: { href: string; label: string }[]
  signOut?: ReactNode
}

/** Who is signed in, their own pages, and the way out. */
export function ViewerMenu({ viewer, links = [], signOut }: ViewerMenuProps) {
  return (
    <MoreMenu
      tone="quiet"
      trigger={
        <>
          <span className="whitespace-nowrap">{viewer.name}</span>
          <ChevronDownIcon className="size-4" />
        </>
      }
    >
      <p className="border-line border-b px-3 pt-1 pb-2 text-sm">
        <span className="block font-semibold">{viewer.name}</span>
        <span className="text-muted">
          {viewer.organisationName} · {viewer.roleLabel}
        </span>
      </p>
      {links.map((link) => (
        <TextLink key={link.href} href={link.href} plain className={menuItemClass}>
          {link.label}
        </TextLink>
      ))}
      {signOut}
    </MoreMenu>
  )
}
