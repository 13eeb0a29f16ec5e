import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { RequirementForm } from '@/components/requirements/requirement-form'
import { PageHeader } from '@/components/ui/page-header'
import { forPage, pageId } from '@/lib/page'
import { requireContext } from '@/lib/session'
import { requirementDetail } from '@/lib/tasks/requirements/detail'
import { changeRequirementAction } from '../../actions'

export const metadata: Metadata = { title: '修改立项' }

/** Changing a requirement; what is closed is only looked at. */
export default async function EditPage(props: PageProps<'/requirements/[requirementId]/edit'>) {
  const requirementId = pageId((await props.params).requirementId)
  const ctx = await requireContext(`/requirements/${requirementId}/edit`)
  const { requirement, files, canChange } = await forPage(requirementDetail(ctx, requirementId))
  if (!canChange) {
    redirect(`/requirements/${requirementId}` as Route)
  }
  return (
    <>
      <PageHeader
        title="修改立项"
        crumbs={[
          { label: '立项', href: '/requirements' },
          { label: requirement.number, href: `/requirements/${requirementId}` },
        ]}
      />
      <RequirementForm
        save={changeRequirementAction}
        hidden={{ requirementId, version: String(requirement.version) }}
        values={{
          source: requirement.source,
          reference: requirement.reference ?? undefined,
          receivedOn: requirement.receivedOn,
          dueOn: requirement.dueOn ?? undefined,
          title: requirement.title,
          content: requirement.content,
          files,
        }}
        saveLabel="保存"
      />
    </>
  )
}
