import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { FormBuilder } from '@/components/forms/form-builder'
import { PageHeader } from '@/components/ui/page-header'
import { knownChoices, newFormId } from '@/lib/forms/queries'
import { blankDefinition } from '@/lib/forms/states'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { saveFormAction } from '../actions'

export const metadata: Metadata = { title: '新建填报表' }

/** An empty form. Its id is made with the page, so that saving twice makes one. */
export default async function NewFormPage() {
  const ctx = await requireContext('/forms/new')
  if (!can(ctx.viewer, 'form.create')) {
    forbidden()
  }
  return (
    <>
      <PageHeader
        title="新建填报表"
        crumbs={[
          { label: '任务', href: '/tasks' },
          { label: '填报表', href: '/forms' },
        ]}
        context="只问系统里没有的；能带出的不让支部再填。"
      />
      <FormBuilder
        save={saveFormAction}
        formId={newFormId()}
        version={0}
        revision={0}
        name=""
        definition={blankDefinition}
        knownChoices={await knownChoices(ctx)}
        overlaps={[]}
        saveLabel="保存"
      />
    </>
  )
}
