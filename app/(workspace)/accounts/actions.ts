'use server'

import { afterNumberChange } from '@/lib/accounts/after-number-change'
import { disableAccount, enableAccount, endAccountSessions } from '@/lib/accounts/control-account'
import { grantRole } from '@/lib/accounts/grant-role'
import { handOutSetup } from '@/lib/accounts/hand-out-setup'
import { revokeRole } from '@/lib/accounts/revoke-role'
import { accountInput, grantRoleInput, revokeRoleInput } from '@/lib/accounts/schema'
import { action } from '@/lib/action'
import { formatMoment } from '@/lib/format'
import { correctNumbers } from '@/lib/organisation/correct-person'
import { correctNumbersInput } from '@/lib/organisation/person-inputs'
import { correctedFieldLabels } from '@/lib/organisation/schema'

const ended = (count: number) => (count > 0 ? `，已退出 ${count} 台设备` : '')
const listed = (_: unknown, { personId }: { personId: string }) => [
  '/accounts',
  `/accounts/${personId}`,
]

export const handOutAccountSetup = action(accountInput, handOutSetup, {
  words: ({ setupCode, name, employeeNumber, expiresAt }) =>
    `${name}（工号 ${employeeNumber}）的设置码：${setupCode}，${formatMoment(expiresAt)} 前有效。只显示这一次，请当面交给本人；以前发的已作废。`,
})

export const correctNumbersHere = action(
  correctNumbersInput,
  (ctx, input) => correctNumbers(ctx, input, { afterNumberChange }),
  {
    words: ({ fields, warnings }) =>
      fields.length === 0
        ? '与登记的一致，没有改动。'
        : [
            `已更正${fields.map((field) => correctedFieldLabels[field]).join('、')}，本人已登录的设备已退出。`,
            ...warnings,
          ].join(''),
    revalidate: listed,
  },
)

export const disableAccountHere = action(accountInput, disableAccount, {
  words: (count) => `账号已停用${ended(count)}。`,
  revalidate: listed,
})

export const enableAccountHere = action(accountInput, enableAccount, {
  words: () => '账号已恢复，原来的密码继续有效。',
  revalidate: listed,
})

export const endSessionsHere = action(accountInput, endAccountSessions, {
  words: (count) => (count > 0 ? `已退出 ${count} 台设备。` : '没有登录中的设备。'),
  revalidate: listed,
})

export const grantRoleHere = action(grantRoleInput, grantRole, {
  words: ({ name, sessionsEnded }) =>
    `已授予${name}这个角色，今天起生效${ended(sessionsEnded)}，重新登录后可用。`,
  revalidate: listed,
})

export const revokeRoleHere = action(revokeRoleInput, revokeRole, {
  words: (count) => `角色已收回${ended(count)}。`,
  revalidate: () => ['/accounts'],
})
