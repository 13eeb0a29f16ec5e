import NextAuth from 'next-auth'
import { authOptions } from '@/lib/session'

type NextAuthContext = { params: Promise<{ nextauth: string[] }> }

/** next-auth's own endpoints: session, csrf, signout. Its log endpoint takes lines from anybody, so it is closed. */
async function answer(request: Request, context: NextAuthContext): Promise<Response> {
  const { nextauth } = await context.params
  if (nextauth[0] === '_log') {
    return new Response(null, { status: 404 })
  }
  return NextAuth(request as never, context as never, authOptions())
}

export { answer as GET, answer as POST }
