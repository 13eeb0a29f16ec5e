import { route } from '@/lib/route'
import { leaveSession } from '@/lib/session'

const signIn = () => new Response(null, { status: 303, headers: { location: '/sign-in' } })

/** Signs a browser without scripts out; who is out already is where he wanted to go. */
export const POST = route(
  {
    refuse: async (_request, failure, status) =>
      status === 401 ? signIn() : Response.json(failure, { status }),
  },
  async () => {
    await leaveSession()
    return signIn()
  },
)
