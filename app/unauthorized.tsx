import type { Metadata } from 'next'
import { UnauthorizedMessage } from '@/components/shell/refusals'

export const metadata: Metadata = { title: '请先登录' }

/** Next would send a page of its own, a kilobyte of styles in English, along with every page. */
export default function Unauthorized() {
  return <UnauthorizedMessage />
}
