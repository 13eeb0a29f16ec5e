import type { NoticeKind } from '@/db/enums'

/** One notice as its list shows it. */
export interface NoticeItem {
  id: string
  kind: NoticeKind
  title: string
  body: string
  href: string | null
  createdAt: Date
  readAt: Date | null
}
