import { isDeepStrictEqual } from 'node:util'
import { and, eq, inArray, sql } from 'drizzle-orm'
import { forms, formVersions, taskTemplates } from '@/db/schema'
import type { ViewerContext, Work } from '@/lib/context'
import { conflict, invalid } from '@/lib/errors'
import { dayOf } from '@/lib/period'
import { authorize, can } from '@/lib/policy'
import { assertWithinReach } from '../dispatch-task'
import { issuingOffice } from '../issuing-office'
import { resolveRecipients } from '../resolve-recipients'
import { firstPeriodFor } from './first-period'
import { asTemplate, loadTemplate, type Template } from './load-template'
import { type SaveTemplateInput, templateContent } from './schema'

/**
 * Writes a template: makes it at the first call for its id, changes it later, from the version the
 * form was made from. Instances keep what they went out with: a change concerns coming periods only.
 * A new template that does not repeat is ready for use, one that repeats waits for 启用.
 * @throws DomainError conflict when a colleague changed it meanwhile; invalid for recipients outside
 *   the office's reach or unknown forms
 */
export async function saveTemplate(
  ctx: ViewerContext,
  input: SaveTemplateInput,
): Promise<Template> {
  return ctx.transact(async (tx) => {
    authorize(ctx.viewer, 'template.create')
    const office = issuingOffice(ctx)
    await assertUsable(ctx, tx, input)
    const fields = fieldsOf(input)
    const [created] = await tx.db
      .insert(taskTemplates)
      .values({
        ...fields,
        id: input.templateId,
        issuingOrganisationId: office.organisationId,
        department: office.department,
        isActive: input.recurrence === 'none',
        createdBy: ctx.viewer.personId,
        createdAt: ctx.now,
        changedAt: ctx.now,
      })
      .onConflictDoNothing()
      .returning()
    const written = created ?? (await change(ctx, tx, input, fields))
    if (!written) {
      tx.unchanged()
      return loadTemplate(ctx, tx.db, input.templateId)
    }
    tx.record({
      action: created ? 'template.create' : 'template.change',
      subjectType: 'task_template',
      subjectId: written.id,
      detail: { ...fields, version: written.version },
    })
    return asTemplate(written)
  })
}

function fieldsOf(input: SaveTemplateInput) {
  return {
    name: input.name,
    origin: input.origin,
    basis: input.basis ?? null,
    content: templateContent.parse(input),
    recurrence: input.recurrence,
    anchor: input.anchor,
    exemption: input.exemption,
  }
}

type Fields = ReturnType<typeof fieldsOf>

async function change(ctx: ViewerContext, tx: Work, input: SaveTemplateInput, fields: Fields) {
  const before = await loadTemplate(ctx, tx.db, input.templateId)
  authorize(ctx.viewer, 'template.edit', before)
  const { catalogueKey } = before.content
  const content = { ...fields.content, ...(catalogueKey ? { catalogueKey } : {}) }
  const [changed] = await tx.db
    .update(taskTemplates)
    .set({
      ...fields,
      content,
      ...(await rhythmOf(tx, before, fields)),
      version: sql`${taskTemplates.version} + 1`,
      changedAt: ctx.now,
    })
    .where(
      and(
        eq(taskTemplates.id, before.id),
        eq(taskTemplates.version, input.version ?? before.version),
      ),
    )
    .returning()
  if (changed) {
    return changed
  }
  const now = await loadTemplate(ctx, tx.db, input.templateId)
  const isSame = (Object.keys(fields) as (keyof Fields)[]).every((key) =>
    isDeepStrictEqual(
      JSON.parse(JSON.stringify(now[key])),
      JSON.parse(JSON.stringify(key === 'content' ? content : fields[key])),
    ),
  )
  if (isSame) {
    return null
  }
  throw conflict(
    '这个模板刚被同事改过，这次没有保存，以免覆盖。您填写的内容还在：请先复制要保留的部分，再刷新页面，在最新一版上修改。',
  )
}

/** Another rhythm begins anew: with the period that its next moment lies in. */
async function rhythmOf(tx: Work, before: Template, { recurrence, anchor }: Fields) {
  if (before.recurrence === recurrence) {
    return {}
  }
  return before.isActive && recurrence !== 'none'
    ? { firstPeriod: await firstPeriodFor(tx, { recurrence, anchor }) }
    : { firstPeriod: null, isActive: recurrence === 'none' }
}

async function assertUsable(ctx: ViewerContext, tx: Work, input: SaveTemplateInput) {
  const { recipients, nodes, recurrence } = input
  const found = await resolveRecipients(tx.db, recipients, dayOf(ctx.now), input.route)
  assertWithinReach(ctx.viewer, found)
  if (recurrence !== 'none' && found.organisations.length + found.people.length === 0) {
    throw invalid('还没有选交给谁，请选择后再保存。填写的内容还在。', {
      underIds: '请选择交给哪些党支部',
    })
  }
  const formIds = [...new Set(nodes.flatMap((node) => node.formVersionId ?? []))]
  const known =
    formIds.length > 0
      ? await tx.db
          .select({ form: forms })
          .from(formVersions)
          .innerJoin(forms, eq(forms.id, formVersions.formId))
          .where(inArray(formVersions.id, formIds))
      : []
  const usable = known.filter(({ form }) => can(ctx.viewer, 'form.view', form))
  if (usable.length < formIds.length) {
    throw invalid('所选的填报表已不存在，请重新选择。其他内容都还在。', { nodes: '填报表已不存在' })
  }
}
