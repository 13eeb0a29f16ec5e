import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { forms } from '@/db/schema'
import type { ViewerContext } from '@/lib/context'
import type { KnownValue } from '@/lib/facts/states'
import { findFiles } from '@/lib/files/queries'
import type { StoredFile } from '@/lib/files/states'
import { type FormVersion, findVersion } from '@/lib/forms/load'
import { prefill } from '@/lib/forms/prefill'
import { filesIn, findReport } from '@/lib/forms/report'
import type { FormDefinition, NamedChoice, ReportValues } from '@/lib/forms/states'
import { dayOf } from '@/lib/period'
import type { LoadedAssignment } from '../load'
import { reportPeriod } from './check-report'
import { choicesFor } from './choices'

/** The form of a step as its writer finds it. */
export interface StepForm {
  name: string
  definition: FormDefinition
  /** The draft, else what was handed in before, else what is known already. */
  values: ReportValues
  known: Record<string, KnownValue>
  people: NamedChoice[]
  organisations: NamedChoice[]
  /** Of the files that the values name, those that exist. */
  files: StoredFile[]
}

/** The form to be filled in at a step, or null where its node has none. */
export async function stepForm(
  ctx: ViewerContext,
  loaded: LoadedAssignment,
  draft: ReportValues | undefined,
): Promise<StepForm | null> {
  const { assignment, node, submission, task } = loaded
  const version = node.formVersionId ? await findVersion(ctx.db, node.formVersionId) : null
  if (!version) {
    return null
  }
  const { definition } = version
  const { organisationId } = assignment
  const day = dayOf(ctx.now)
  const at = { organisationIds: [organisationId], day, period: reportPeriod(task) }
  const [name, filled, choices, before] = await Promise.all([
    formName(ctx.db, version),
    prefill(ctx.db, definition, at),
    choicesFor(ctx.db, definition, { organisationId, day }),
    submission ? findReport(ctx.db, submission.id) : null,
  ])
  const known = filled.get(organisationId) ?? { values: {}, known: {} }
  const values = draft ?? before?.values ?? known.values
  return {
    name,
    definition,
    values,
    known: known.known,
    people: [...(choices.people ?? [])],
    organisations: [...(choices.organisations ?? [])],
    files: await storedFiles(ctx.db, filesIn(definition, values)),
  }
}

/** The name under which a version is known. */
export async function formName(db: Db, version: FormVersion): Promise<string> {
  const [form] = await db
    .select({ name: forms.name })
    .from(forms)
    .where(eq(forms.id, version.formId))
  return form?.name ?? ''
}

async function storedFiles(db: Db, ids: readonly string[]): Promise<StoredFile[]> {
  const found = await findFiles(db, ids)
  return found.map(({ id, name, sizeBytes, mediaType }) => ({ id, name, sizeBytes, mediaType }))
}
