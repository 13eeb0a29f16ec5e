import type { ReactNode } from 'react'

/** Windows of the review meeting: without the frame of the application. */
export default function ProjectorLayout({ children }: { children: ReactNode }) {
  return children
}
