import { z } from 'zod'
import { searchDirectory } from '@/lib/organisation/search-directory'
import { route } from '@/lib/route'

/** What the command palette finds: organisations, and people the viewer may see. */
export const GET = route(
  { query: z.object({ q: z.string().trim().max(50, '请用 50 个字以内查找').default('') }) },
  async (ctx, { query }) => Response.json({ results: await searchDirectory(ctx, query.q) }),
)
