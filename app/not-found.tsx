import type { Metadata } from 'next'
import { NotFoundMessage } from '@/components/shell/refusals'

export const metadata: Metadata = { title: '没有找到' }

/** For addresses outside the workspace. */
export default function NotFound() {
  return (
    <main className="px-4 py-12">
      <NotFoundMessage />
    </main>
  )
}
