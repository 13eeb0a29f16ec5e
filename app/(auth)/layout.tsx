import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { BrandMark } from '@/components/shell/brand-mark'
import { parseTypeSize, typeSizeCookie } from '@/components/shell/type-size'
import { TypeSizeSwitch } from '@/components/shell/type-size-switch'
import { SoftLinks } from '@/components/ui/soft-links'

/** One calm column for everything before signing in. */
export default async function AuthLayout({ children }: { children: ReactNode }) {
  const typeSize = parseTypeSize((await cookies()).get(typeSizeCookie)?.value)
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col px-4">
      <SoftLinks />
      <header className="flex min-h-topbar items-center justify-between gap-3 pt-3 lg:pt-10">
        <BrandMark href="/sign-in" />
        <TypeSizeSwitch current={typeSize} action="/api/type-size" />
      </header>
      <main id="main" className="flex-1 py-6">
        {children}
      </main>
      <footer className="py-6 text-muted text-sm">
        本系统不得处理国家秘密。登录有困难，请联系本单位党建部。
      </footer>
    </div>
  )
}
