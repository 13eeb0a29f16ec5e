import type { Metadata } from 'next'
import { LinkButton } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

export const metadata: Metadata = { title: '没有找到' }

/** No such page, or nothing the viewer may see: the same answer for both. */
export default function NotFound() {
  return (
    <main className="px-4 py-12">
      <ErrorState
        title="没有找到这一页"
        actions={
          <LinkButton href="/" tone="primary">
            回到待办
          </LinkButton>
        }
      >
        <p>地址可能写错了，内容可能已经移走，或者不在您的查看范围内。您保存的内容没有变化。</p>
      </ErrorState>
    </main>
  )
}
