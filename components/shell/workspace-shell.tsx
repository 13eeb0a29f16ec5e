'use client'

import type { ReactNode } from 'react'
import { SoftLinks } from '../ui/soft-links'
import { BrandMark } from './brand-mark'
import { PlaceIcon, type PlaceIconName } from './place-icon'
import { type PlaceItem, PlaceList } from './place-list'
import { SearchLauncher } from './search-launcher'
import type { TypeSize } from './type-size'
import { type TypeSizeAction, TypeSizeSwitch } from './type-size-switch'
import { type ShellViewer, ViewerMenu } from './viewer-menu'

export type Place = {
  href: string
  label: string
  icon: PlaceIconName
  alsoAt?: readonly string[]
  /** Things waiting for the viewer there; zero is not shown. */
  count?: number
}

export type WorkspaceShellProps = {
  viewer: ShellViewer
  /** The sidebar, in order; only places that exist. */
  places: Place[]
  /** The bottom bar of a phone, at most four. */
  phonePlaces: Place[]
  /** Under the sidebar: 三季度 · 距季末 9 天. */
  period?: { label: string; daysLeft: number }
  /** At the top right of a desk, e.g. today's SMS. */
  status?: ReactNode
  /** Links under the viewer's name, e.g. 我的, 意见与投诉. */
  viewerLinks?: { href: string; label: string }[]
  /** A form that ends the session. */
  signOut?: ReactNode
  typeSize: TypeSize
  typeSizeAction: TypeSizeAction
  palette: { fetchHref: string; searchHref: string }
  currentPath?: string
  children: ReactNode
}

/**
 * The frame of the workspace: sidebar and top bar on a desk, head line and bottom bar on a phone. On
 * the client because the few words it is made of travel lighter than its elements, on every page.
 */
export function WorkspaceShell(props: WorkspaceShellProps) {
  const { places, phonePlaces, currentPath, children } = props
  const home = places[0]?.href ?? '/'
  return (
    <div className="print:block lg:grid lg:min-h-dvh lg:grid-cols-[var(--spacing-sidebar)_minmax(0,1fr)]">
      <a
        href="#main"
        data-shell
        className="absolute start-2 -top-24 z-50 inline-flex min-h-target items-center rounded-control bg-inverse px-4 py-2 text-on-inverse focus:top-2"
      >
        跳到正文
      </a>
      <SoftLinks />
      <Sidebar home={home} {...props} />
      <div className="flex min-w-0 flex-col">
        <TopBar {...props} />
        <PhoneHead {...props} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-page flex-1 px-4 pt-3 pb-[calc(var(--spacing-bottombar)+env(safe-area-inset-bottom)+1.5rem)] outline-none [--table-head-top:var(--spacing-topbar)] lg:px-7 lg:pt-5 lg:pb-10"
        >
          {children}
        </main>
      </div>
      <nav
        aria-label="主要去处"
        data-shell
        className="pb-safe fixed inset-x-0 bottom-0 z-20 border-line border-t bg-surface lg:hidden"
      >
        <PlaceList
          items={withIcons(phonePlaces, 'size-6')}
          variant="bottom"
          currentPath={currentPath}
        />
      </nav>
    </div>
  )
}

function withIcons(places: Place[], className: string): PlaceItem[] {
  return places.map(({ icon, ...place }) => ({
    ...place,
    icon: <PlaceIcon name={icon} className={className} />,
  }))
}

function Sidebar(props: WorkspaceShellProps & { home: string }) {
  const { viewer, places, period, currentPath, home } = props
  return (
    <nav
      aria-label="主要去处"
      data-shell
      className="sticky top-0 hidden h-dvh flex-col border-line border-e bg-surface lg:flex"
    >
      <div className="flex min-h-topbar items-center px-5">
        <BrandMark href={home} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-3 py-1">
        <PlaceList
          items={withIcons(places, 'size-[1.15rem] opacity-75')}
          variant="sidebar"
          currentPath={currentPath}
        />
      </div>
      <div className="px-5 py-4 text-muted text-sm">
        <p>{[viewer.organisationName, viewer.name].filter(Boolean).join(' · ')}</p>
        {period ? (
          <p>
            {period.label} · 距季末 {period.daysLeft} 天
          </p>
        ) : null}
      </div>
    </nav>
  )
}

function TopBar(props: WorkspaceShellProps) {
  const { viewer, status, viewerLinks, signOut, typeSize, typeSizeAction, palette } = props
  return (
    <header
      data-shell
      className="sticky top-0 z-20 hidden min-h-topbar items-center gap-4 border-line border-b bg-surface px-7 lg:flex"
    >
      <SearchLauncher {...palette} />
      <div className="ms-auto flex min-w-0 items-center gap-4">
        {status ? <div className="text-end text-muted text-sm">{status}</div> : null}
        <TypeSizeSwitch current={typeSize} action={typeSizeAction} />
        <ViewerMenu viewer={viewer} links={viewerLinks} signOut={signOut} />
      </div>
    </header>
  )
}

function PhoneHead({ viewer, typeSize, typeSizeAction }: WorkspaceShellProps) {
  return (
    <header data-shell className="flex items-center justify-between gap-3 px-4 pt-3 lg:hidden">
      <p className="min-w-0 text-muted text-sm">
        {[viewer.organisationName, viewer.name].filter(Boolean).join(' · ')}
      </p>
      <TypeSizeSwitch current={typeSize} action={typeSizeAction} />
    </header>
  )
}
