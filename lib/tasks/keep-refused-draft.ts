import type { ViewerContext } from '@/lib/context'
import { DomainError } from '@/lib/errors'
import type { ReportValues } from '@/lib/forms/states'
import { findDraft, saveDraft } from './save-draft'
import { saveDraftInput } from './schema'

/**
 * Keeps what a refused form carried, text and stored files, as the draft the page comes back with.
 * @returns false when it cannot be kept: handed in meanwhile, too long
 */
export async function keepRefusedDraft(
  ctx: ViewerContext,
  stepId: string,
  body: { text: string; fileIds: readonly string[]; values?: ReportValues | undefined },
): Promise<boolean> {
  const key = `submission:${stepId}`
  const earlier = await findDraft(ctx, key)
  const input = saveDraftInput.safeParse({ key, version: earlier?.version ?? 0, body })
  if (!input.success) {
    return false
  }
  try {
    return 'saved' in (await saveDraft(ctx, input.data))
  } catch (error) {
    if (error instanceof DomainError) {
      return false
    }
    throw error
  }
}
