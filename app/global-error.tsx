'use client'

import './globals.css'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'

/** The last resort, when the layout itself failed: a whole document of its own. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = (error as { digest?: unknown } | null)?.digest
  return (
    <html lang="zh-CN">
      <body>
        <title>没有打开 · 领航</title>
        <main className="px-4 py-12">
          <ErrorState
            title="系统没有打开"
            errorId={typeof digest === 'string' ? digest : undefined}
            actions={
              <Button tone="primary" onClick={() => retry()}>
                重试
              </Button>
            }
          >
            <p>系统出了一点问题。已经保存的内容没有丢失，请稍等片刻再重试。</p>
          </ErrorState>
        </main>
      </body>
    </html>
  )
}
