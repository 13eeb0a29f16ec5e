import { dayOfField, formNodeCount } from './states'

const nodeNumbers = Array.from({ length: formNodeCount }, (_, index) => index + 1)

/** A form has numbered fields (`node2Title`), so that it works without scripts; code gives a list. */
export function templateOfForm(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || 'nodes' in given) {
    return given
  }
  const form = given as Record<string, unknown>
  const nodes = nodeNumbers.flatMap((number) => {
    const at = (name: string) => form[`node${number}${name}`]
    return at('Title') === undefined
      ? []
      : [
          {
            title: at('Title'),
            requirement: at('Requirement'),
            stage: at('Stage') ?? number,
            leadDays: at('LeadDays'),
            reviewer: at('Reviewer'),
            reviewerId: at('ReviewerId'),
            isEvidenceRequired: at('Evidence'),
            activityKind: at('ActivityKind'),
            estimatedMinutes: at('Minutes'),
            formVersionId: at('FormVersionId'),
          },
        ]
  })
  const day = (prefix: string) => {
    const chosen = form[`${prefix}Day`]
    return {
      month: form[`${prefix}Month`],
      ...(typeof chosen === 'string'
        ? dayOfField(chosen)
        : { unit: form[`${prefix}Unit`], n: form[`${prefix}N`] }),
    }
  }
  return {
    ...form,
    nodes,
    recipients: {
      organisationIds: form.organisationIds,
      underIds: form.underIds,
      classes: form.classes,
      groupIds: form.groupIds,
    },
    anchor: { out: day('out'), due: day('due'), dueTime: form.dueTime },
  }
}
