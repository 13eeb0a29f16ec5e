import { eq } from 'drizzle-orm'
import { newId } from '@/db/ids'
import { organisations, organisationVersions } from '@/db/schema'
import type { Context } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { authorize } from '@/lib/policy'
import type { FoundInput } from './inputs'
import { organisationKindLabels } from './schema'
import { mayStandUnder } from './states'
import {
  assertEffectiveDay,
  assertNameFree,
  assertOpen,
  latestVersion,
  lockTree,
  nextPosition,
} from './versions'

/**
 * Founds an organisation on a day. Sending the form twice finds the name taken.
 * @throws DomainError not_found (parent), forbidden, invalid, conflict
 */
export async function foundOrganisation(
  ctx: Context,
  input: FoundInput,
): Promise<{ organisationId: string }> {
  return ctx.transact(async (tx) => {
    await lockTree(tx.db)
    const parent = input.parentId ? await latestVersion(tx.db, input.parentId) : null
    const organisationId = newId()
    // A new root is asked about under its own id, which only a reach of everything covers.
    authorize(ctx.viewer, 'organisation.restructure', {
      organisationId: input.parentId ?? organisationId,
    })
    if (parent) {
      assertOpen(parent)
    }
    assertEffectiveDay(ctx, input.on, null)
    if (!mayStandUnder(input.kind, parent?.kind ?? null)) {
      throw invalid(
        `${organisationKindLabels[input.kind]}不能设在${parent ? organisationKindLabels[parent.kind] : '最上一级'}下面，请改选类别或上级。`,
        { kind: '与上级党组织的类别不符' },
      )
    }
    const parentId = parent?.organisationId ?? null
    await assertNameFree(tx.db, { name: input.name, parentId })
    const code = input.code ?? `ZZ${organisationId.slice(-8).toUpperCase()}`
    const [taken] = await tx.db
      .select({ id: organisations.id })
      .from(organisations)
      .where(eq(organisations.code, code))
    if (taken) {
      throw conflict(`编码 ${code} 已有组织在用，请换一个。填写的内容还在。`)
    }
    await tx.db.insert(organisations).values({ id: organisationId, code, createdAt: ctx.now })
    await tx.db.insert(organisationVersions).values({
      organisationId,
      parentId,
      name: input.name,
      kind: input.kind,
      class: input.kind === 'branch' ? (input.class ?? null) : null,
      termEndsOn: input.termEndsOn ?? null,
      position: await nextPosition(tx.db, parentId),
      validFrom: input.on,
      basis: input.basis,
    })
    tx.record({
      action: 'organisation.found',
      subjectType: 'organisation',
      subjectId: organisationId,
      detail: {
        code,
        name: input.name,
        kind: input.kind,
        parentId,
        on: input.on,
        basis: input.basis,
      },
    })
    return { organisationId }
  })
}
