import { cookies } from 'next/headers'
import { parseTypeSize, typeSizeCookie } from '@/components/shell/type-size'
import { openRoute } from '@/lib/route'
import { isSecure } from '@/lib/session'

const yearSeconds = 365 * 86_400

/** Remembers the type size chosen on this device and goes back to the page it was chosen on. */
export const POST = openRoute({}, async (_ctx, { request }) => {
  const form = await request.formData()
  const jar = await cookies()
  jar.set(typeSizeCookie, parseTypeSize(form.get('type')), {
    maxAge: yearSeconds,
    path: '/',
    sameSite: 'lax',
    secure: isSecure(),
  })
  return new Response(null, { status: 303, headers: { location: pageOf(request) } })
})

// Only the path is kept: wherever the form was sent from, the way back stays on this site.
function pageOf(request: Request): string {
  const from = request.headers.get('referer') ?? ''
  const { pathname, search } = URL.canParse(from) ? new URL(from) : new URL('http://here/')
  return `${pathname.replace(/^\/+/, '/')}${search}`
}
