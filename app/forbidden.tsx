import type { Metadata } from 'next'
import { ForbiddenMessage } from '@/components/shell/refusals'

export const metadata: Metadata = { title: '不能查看' }

/** For pages outside the workspace. */
export default function Forbidden() {
  return (
    <main className="px-4 py-12">
      <ForbiddenMessage />
    </main>
  )
}
