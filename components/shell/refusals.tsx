'use client'

import { LinkButton } from '../ui/button'
import { ErrorState } from '../ui/error-state'

// On the client, because Next sends these with every page in case they are needed.
const back = (
  <LinkButton href="/" tone="primary">
    回到待办
  </LinkButton>
)

/** No such page, or nothing the viewer may see: the same answer for both. */
export function NotFoundMessage() {
  return (
    <ErrorState title="没有找到这一页" actions={back}>
      <p>地址可能写错了，内容可能已经移走，或者不在您的查看范围内。您保存的内容没有变化。</p>
    </ErrorState>
  )
}

/** The viewer is known, but this is not among what their posts and roles reach. */
export function ForbiddenMessage() {
  return (
    <ErrorState title="您现在的职务不能办理这件事" actions={back}>
      <p>什么也没有改变。如果职务刚刚调整，请联系党建部核对花名册里的任职信息。</p>
    </ErrorState>
  )
}

/** Nobody is signed in, or no longer. */
export function UnauthorizedMessage() {
  return (
    <ErrorState
      title="请先登录"
      actions={
        <LinkButton href="/sign-in" tone="primary">
          去登录
        </LinkButton>
      }
    >
      <p>登录已经结束或还没有登录。已经保存的内容没有变化，登录后可以接着办。</p>
    </ErrorState>
  )
}
