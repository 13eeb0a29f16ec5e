import { eq } from 'drizzle-orm'
import { people } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import { conflict } from '@/lib/errors'
import { openPhone } from '@/lib/phone'
import { authorize } from '@/lib/policy'
import type { RevealPhoneInput } from './inputs'
import { loadPersonSubject } from './person-queries'

/**
 * The number of a person in clear, once, for a stated reason. Who asked and why is recorded; the
 * number itself is not.
 * @throws DomainError not_found, forbidden, conflict (no number)
 */
export async function revealPhone(
  ctx: ViewerContext,
  input: RevealPhoneInput,
): Promise<{ phone: string }> {
  return ctx.transact(async (tx) => {
    const subject = await loadPersonSubject(tx.db, input.personId, ctx.now)
    authorize(ctx.viewer, 'person.revealPhone', subject)
    const [row] = await tx.db
      .select({ phoneCipher: people.phoneCipher })
      .from(people)
      .where(eq(people.id, input.personId))
    if (!row?.phoneCipher) {
      throw conflict('这位同志没有登记手机号，请当面、电话或书面联系。')
    }
    tx.record({
      action: 'person.revealPhone',
      subjectType: 'person',
      subjectId: input.personId,
      detail: { reason: input.reason },
    })
    return { phone: openPhone(row.phoneCipher) }
  })
}
