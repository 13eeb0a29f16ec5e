import type { Metadata } from 'next'
import { ForbiddenMessage } from '@/components/shell/refusals'

export const metadata: Metadata = { title: '不能查看' }

/** Within the frame of the workspace, which has the main landmark already. */
export default function Forbidden() {
  return <ForbiddenMessage />
}
