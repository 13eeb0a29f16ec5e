'use client'

import type { ReactNode } from 'react'
import { Button } from './button'

/** Opens the browser's print dialog. Without scripts the browser's own menu does the same. */
export function PrintButton({ children = '打印' }: { children?: ReactNode }) {
  return <Button onClick={() => window.print()}>{children}</Button>
}
