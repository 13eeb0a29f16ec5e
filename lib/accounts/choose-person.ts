import { rateLimits } from '@/db/schema'
import type { Context } from '@/lib/context'
import { forbidden, notFound } from '@/lib/errors'
import { choiceExpired, readChoice } from './choice-ticket'
import { ownPhoneWords } from './sign-in-with-code'
import { disabledWords, type SignedIn } from './sign-in-with-password'
import { type SmsCandidate, smsCandidates } from './sms-candidates'
import { type Client, startSession } from './start-session'

/** The people a ticket lets one choose from. */
export async function choicesOf(ctx: Context, ticket: string): Promise<SmsCandidate[]> {
  const { phoneLookup } = await readChoice(ctx.db, ticket, ctx.now)
  const people = await smsCandidates(ctx.db, phoneLookup, ctx.now)
  return people.filter((person) => !person.isDisabled)
}

/**
 * Signs in as one of the people who share a number, once a ticket.
 * @throws DomainError invalid (ticket), not_found (not one of them), forbidden (needs his own number)
 */
export async function choosePerson(
  ctx: Context,
  input: { ticket: string; personId: string; client: Client },
): Promise<SignedIn> {
  const { codeId, until, phoneLookup } = await readChoice(ctx.db, input.ticket, ctx.now)
  const people = await smsCandidates(ctx.db, phoneLookup, ctx.now)
  const person = people.find((one) => one.personId === input.personId)
  if (!person) {
    throw notFound('人员')
  }
  if (person.needsOwnPhone || person.isDisabled) {
    throw forbidden(person.isDisabled ? disabledWords : ownPhoneWords)
  }
  return ctx.transact(async (tx) => {
    const [first] = await tx.db
      .insert(rateLimits)
      .values({ key: `choice:${codeId}`, windowStartsAt: until, count: 1 })
      .onConflictDoNothing()
      .returning({ key: rateLimits.key })
    if (!first) {
      throw choiceExpired()
    }
    const { client, personId } = input
    return {
      personId,
      sessionId: await startSession(tx, { personId, way: 'sms', client, now: ctx.now }),
    }
  })
}
