import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { parseTypeSize, typeSizeCookie } from '@/components/shell/type-size'
import './globals.css'

export const metadata: Metadata = {
  title: { default: '领航', template: '%s · 领航' },
  description: '党建任务、党建指数、三库与云课堂',
  formatDetection: { telephone: false, date: false, address: false, email: false },
  robots: { index: false, follow: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  viewportFit: 'cover',
}

/** The document of every page; the type size chosen on this device is set before anything paints. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const typeSize = parseTypeSize((await cookies()).get(typeSizeCookie)?.value)
  return (
    <html lang="zh-CN" data-type={typeSize}>
      <body>{children}</body>
    </html>
  )
}
