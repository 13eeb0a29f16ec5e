import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { ChoosePersonForm } from '@/components/accounts/choose-person-form'
import { choicesOf } from '@/lib/accounts/choose-person'
import { signInPlace } from '@/lib/accounts/schema'
import { DomainError } from '@/lib/errors'
import { anonymousContext } from '@/lib/session'
import { heldChoice } from '@/lib/sign-in-choice'
import { choosePersonSignIn } from '../../actions'

export const metadata: Metadata = { title: '选择本人' }

export default async function ChoosePage({ searchParams }: PageProps<'/sign-in/choose'>) {
  const { from } = signInPlace.parse(await searchParams)
  const ticket = await heldChoice()
  const people = ticket ? await peopleOf(ticket) : null
  if (!people) {
    redirect('/sign-in?by=sms')
  }
  return (
    <>
      <h1 className="mb-1 text-2xl">您是哪一位？</h1>
      <p className="mb-5 text-muted">这个手机号登记了 {people.length} 位同志，请选择本人登录。</p>
      <ChoosePersonForm action={choosePersonSignIn} people={people} from={from} />
    </>
  )
}

async function peopleOf(ticket: string) {
  try {
    return await choicesOf(await anonymousContext(), ticket)
  } catch (error) {
    if (error instanceof DomainError) {
      return null
    }
    throw error
  }
}
