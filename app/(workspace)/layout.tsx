import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { parseTypeSize, typeSizeCookie } from '@/components/shell/type-size'
import { WorkspaceShell } from '@/components/shell/workspace-shell'
import { recentJobHealth, stalledWords } from '@/lib/jobs/health'
import { recentDeliveryToday } from '@/lib/notifications/delivery-counts'
import { deliveryTodayWords } from '@/lib/notifications/states'
import { dayOf, daysBetween, periodOf, quarterOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { sessionContext } from '@/lib/session'
import { waitingCounts } from '@/lib/tasks/todo-queries'
import { navigationOf } from './navigation'
import { SignOutForm } from './sign-out-form'
import { officeOf } from './viewer-office'

/** The frame of every signed-in page. It decides nothing about permission: pages and verbs do. */
export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const ctx = await sessionContext()
  if (!ctx) {
    // The page below goes to the sign-in page itself, because it knows its own address.
    return children
  }
  const supervises = can(ctx.viewer, 'task.viewBoard')
  const watches = supervises || can(ctx.viewer, 'account.list')
  const [counts, office, today, jobs, jar] = await Promise.all([
    waitingCounts(ctx),
    officeOf(ctx),
    supervises ? recentDeliveryToday(ctx.db, ctx.now) : null,
    watches ? recentJobHealth(ctx.db, ctx.now) : null,
    cookies(),
  ])
  const navigation = navigationOf(ctx.viewer, counts)
  const quarter = periodOf(quarterOf(dayOf(ctx.now)))
  return (
    <WorkspaceShell
      viewer={{ name: ctx.viewer.name, ...office }}
      places={navigation.places}
      phonePlaces={navigation.phonePlaces}
      viewerLinks={navigation.viewerLinks}
      palette={{ fetchHref: '/api/search', searchHref: '/search' }}
      period={{
        label: `${'一二三四'[Number(quarter.key.slice(-1)) - 1]}季度`,
        daysLeft: daysBetween(dayOf(ctx.now), quarter.to) - 1,
      }}
      status={
        jobs?.isStalled
          ? stalledWords
          : today && today.recipients > 0
            ? deliveryTodayWords(today)
            : undefined
      }
      signOut={<SignOutForm />}
      typeSize={parseTypeSize(jar.get(typeSizeCookie)?.value)}
      typeSizeAction="/api/type-size"
    >
      {children}
    </WorkspaceShell>
  )
}
