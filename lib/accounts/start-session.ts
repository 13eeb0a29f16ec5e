import { sessions } from '@/db/schema'
import type { Work } from '@/lib/context'
import { deviceName } from './device-name'
import { sessionLifetimeMs } from './session-limits'

export interface Client {
  /** The User-Agent header, as sent. */
  userAgent: string | null
  address: string | null
}

/** The ways a person can have proved who he is. */
export type SignInWay = 'password' | 'sms' | 'setup'

/** Opens a session row for somebody who has just proved who he is. Returns its id. */
export async function startSession(
  tx: Pick<Work, 'db' | 'record'>,
  input: { personId: string; way: SignInWay; client: Client; now: Date },
): Promise<string> {
  const { personId, way, client, now } = input
  const device = deviceName(client.userAgent)
  const [row] = await tx.db
    .insert(sessions)
    .values({
      personId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + sessionLifetimeMs),
      device,
      address: client.address,
    })
    .returning({ id: sessions.id })
  if (!row) {
    throw new Error('No session row was written')
  }
  tx.record({
    action: 'account.signIn',
    subjectType: 'person',
    subjectId: personId,
    detail: { way, device, sessionId: row.id },
  })
  return row.id
}
