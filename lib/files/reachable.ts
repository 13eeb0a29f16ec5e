import type { ViewerContext } from '@/lib/context'

/**
 * Whether the viewer may see something that refers to the file. Each domain whose rows carry files
 * exports one; the download door asks them in turn.
 */
export type FileReach = (ctx: ViewerContext, fileId: string) => Promise<boolean>

/** Whether any of the domains leads the viewer to the file. */
export async function isFileReachable(
  ctx: ViewerContext,
  fileId: string,
  reaches: readonly FileReach[],
): Promise<boolean> {
  for (const reach of reaches) {
    if (await reach(ctx, fileId)) {
      return true
    }
  }
  return false
}
