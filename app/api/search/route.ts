import { z } from 'zod'
import { paletteEntries } from '@/app/(workspace)/navigation'
import { searchDirectory } from '@/lib/organisation/search-directory'
import { route } from '@/lib/route'
import { searchTasks } from '@/lib/tasks/search-tasks'

/**
 * What the command palette finds: tasks, organisations, and people the viewer may see; without a
 * query the places it starts from.
 */
export const GET = route(
  {
    query: z.object({
      q: z
        .string()
        .trim()
        .max(50, '请用 50 个字以内查找')
        .transform((text) => text.replace(/\p{Cc}/gu, ''))
        .default(''),
    }),
  },
  async (ctx, { query }) => {
    if (query.q === '') {
      return Response.json({ results: paletteEntries(ctx.viewer) })
    }
    const found = await Promise.all([searchTasks(ctx, query.q), searchDirectory(ctx, query.q)])
    return Response.json({ results: found.flat() })
  },
)
