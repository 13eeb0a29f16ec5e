'use server'

import { applySetup } from '@/lib/accounts/apply-setup'
import { choiceExpired } from '@/lib/accounts/choice-ticket'
import { choosePerson } from '@/lib/accounts/choose-person'
import { requestCode } from '@/lib/accounts/request-code'
import {
  applySetupInput,
  choosePersonInput,
  passwordSignInInput,
  smsSignInInput,
} from '@/lib/accounts/schema'
import { signInWithCode } from '@/lib/accounts/sign-in-with-code'
import { signInWithPassword } from '@/lib/accounts/sign-in-with-password'
import { openAction } from '@/lib/action'
import { currentClient, enterSession } from '@/lib/session'
import { dropChoice, heldChoice, holdChoice } from '@/lib/sign-in-choice'

const welcome = () => '已登录。'

export const passwordSignIn = openAction(
  passwordSignInInput,
  async (ctx, input) => {
    await enterSession(await signInWithPassword(ctx, { ...input, client: await currentClient() }))
  },
  { words: welcome, redirectTo: (_, input) => input.from ?? '/' },
)

export const smsSignIn = openAction(
  smsSignInInput,
  async (ctx, { intent, phone, code = '', from }) => {
    const client = await currentClient()
    if (intent === 'send') {
      return { phone, ...(await requestCode(ctx, { phone, client })), next: null }
    }
    const outcome = await signInWithCode(ctx, { phone, code, client })
    if (outcome.ticket === undefined) {
      await enterSession(outcome)
      return { phone, phoneMasked: '', next: from ?? '/' }
    }
    await holdChoice(outcome.ticket)
    const back = from ? `?from=${encodeURIComponent(from)}` : ''
    return { phone, phoneMasked: '', next: `/sign-in/choose${back}` }
  },
  {
    words: ({ phoneMasked }) =>
      `如果 ${phoneMasked} 已在系统登记，验证码会在几秒内发到，5 分钟内有效。没有收到的，请改用工号和密码登录。`,
    redirectTo: ({ next }) => next,
  },
)

export const choosePersonSignIn = openAction(
  choosePersonInput,
  async (ctx, input) => {
    const ticket = await heldChoice()
    if (!ticket) {
      throw choiceExpired()
    }
    await enterSession(await choosePerson(ctx, { ...input, ticket, client: await currentClient() }))
    await dropChoice()
  },
  { words: welcome, redirectTo: (_, input) => input.from ?? '/' },
)

export const setUpPassword = openAction(
  applySetupInput,
  async (ctx, input) => {
    await enterSession(await applySetup(ctx, { ...input, client: await currentClient() }))
  },
  { words: welcome, redirectTo: () => '/' },
)
