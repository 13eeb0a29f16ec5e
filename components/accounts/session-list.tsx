import type { OpenSession } from '@/lib/accounts/own-account'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import { Badge } from '../ui/badge'
import { ActionForm } from './action-form'

type SessionListProps = {
  sessions: OpenSession[]
  currentId: string | null
  now: Date
  revoke: FormAction<{ device: string }>
  revokeOthers: FormAction<number>
}

/** Where one is signed in, and the way out of each. */
export function SessionList({ sessions, currentId, now, revoke, revokeOthers }: SessionListProps) {
  return (
    <>
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li
            key={session.id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3"
          >
            <div className="min-w-0">
              <p className="font-medium">
                {session.device} {session.id === currentId ? <Badge tone="done">本机</Badge> : null}
              </p>
              <p className="text-muted text-sm">
                {formatMoment(session.createdAt, now)} 登录 · 最近使用{' '}
                {formatMoment(session.lastSeenAt, now)}
                {session.address ? ` · ${session.address}` : ''}
              </p>
            </div>
            {session.id === currentId ? null : (
              <ActionForm action={revoke} fields={{ sessionId: session.id }} label="退出这台设备" />
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 ? (
        <div className="border-line border-t pt-3">
          <ActionForm action={revokeOthers} label="退出其他全部" />
        </div>
      ) : null}
    </>
  )
}
