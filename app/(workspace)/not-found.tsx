import type { Metadata } from 'next'
import { NotFoundMessage } from '@/components/shell/refusals'

export const metadata: Metadata = { title: '没有找到' }

/** Within the frame of the workspace, which has the main landmark already. */
export default function NotFound() {
  return <NotFoundMessage />
}
