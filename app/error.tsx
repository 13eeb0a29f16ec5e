'use client'

import { Button, LinkButton } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

/** Shown in place of a page that failed; the log knows the number. */
export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = (error as { digest?: unknown } | null)?.digest
  return (
    <main className="px-4 py-12">
      <ErrorState
        title="这一页没有打开"
        errorId={typeof digest === 'string' ? digest : undefined}
        actions={
          <>
            <Button tone="primary" onClick={() => retry()}>
              重试
            </Button>
            <LinkButton href="/">回到待办</LinkButton>
          </>
        }
      >
        <p>系统出了一点问题。已经保存的内容没有丢失，可以重试；仍然不行，请联系管理员。</p>
      </ErrorState>
    </main>
  )
}
