'use server'

import { z } from 'zod'
import { changePassword } from '@/lib/accounts/change-password'
import { revokeOtherSessions, revokeSession } from '@/lib/accounts/revoke-session'
import { changePasswordInput, sessionInput } from '@/lib/accounts/schema'
import { action } from '@/lib/action'
import { currentSessionId, leaveSession } from '@/lib/session'

export const changeMyPassword = action(
  changePasswordInput,
  async (ctx, input) => changePassword(ctx, { ...input, keepSessionId: await currentSessionId() }),
  {
    words: (ended) =>
      ended > 0
        ? `新密码已生效，其他 ${ended} 台设备已退出，需要用新密码重新登录。`
        : '新密码已生效。',
    revalidate: () => ['/me'],
  },
)

export const revokeMySession = action(sessionInput, revokeSession, {
  words: ({ device }) => `已退出：${device}。`,
  revalidate: () => ['/me'],
})

export const revokeMyOtherSessions = action(
  z.object({}),
  async (ctx) => revokeOtherSessions(ctx, { keepSessionId: await currentSessionId() }),
  {
    words: (ended) => (ended > 0 ? `已退出其他 ${ended} 台设备。` : '没有其他设备需要退出。'),
    revalidate: () => ['/me'],
  },
)

/** Signs this browser out. */
export const signOutHere = action(z.object({}), leaveSession, {
  words: () => '已退出登录。',
  redirectTo: () => '/sign-in',
})
