import type { Metadata } from 'next'
import { LinkButton } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

export const metadata: Metadata = { title: '不能查看' }

/** The viewer is known, but this is not among what their posts and roles reach. */
export default function Forbidden() {
  return (
    <main className="px-4 py-12">
      <ErrorState
        title="您现在的职务不能办理这件事"
        actions={
          <LinkButton href="/" tone="primary">
            回到待办
          </LinkButton>
        }
      >
        <p>什么也没有改变。如果职务刚刚调整，请联系党建部核对花名册里的任职信息。</p>
      </ErrorState>
    </main>
  )
}
