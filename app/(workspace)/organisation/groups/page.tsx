import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { GroupList } from '@/components/organisation/group-list'
import { SaveGroupForm } from '@/components/organisation/save-group-form'
import { Card } from '@/components/ui/card'
import { PageHeader } from '@/components/ui/page-header'
import { savedGroups } from '@/lib/organisation/group-queries'
import { organisationsOn } from '@/lib/organisation/queries'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { deleteGroupHere, saveGroupHere } from '../actions'

export const metadata: Metadata = { title: '常用分组' }

/** Saved choices of recipients, for 下达. */
export default async function GroupsPage() {
  const ctx = await requireContext('/organisation/groups')
  if (!can(ctx.viewer, 'organisation.saveGroup')) {
    forbidden()
  }
  const [groups, organisations] = await Promise.all([
    savedGroups(ctx.db),
    organisationsOn(ctx.db, dayOf(ctx.now)),
  ])
  const nameOf = new Map(organisations.map((one) => [one.id, one.name]))
  return (
    <>
      <PageHeader
        title="常用分组"
        crumbs={[{ label: '组织', href: '/organisation' }]}
        context="下达任务时一次选中一组组织；分组都可以选用，只有建立人能改、能删。"
      />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <GroupList
          groups={groups.map((group) => ({
            id: group.id,
            name: group.name,
            names: group.organisationIds.map((id) => nameOf.get(id) ?? '已撤销的组织'),
            canDelete: can(ctx.viewer, 'organisation.changeGroup', group),
          }))}
          action={deleteGroupHere}
        />
        <Card title="新建分组">
          <SaveGroupForm
            action={saveGroupHere}
            organisations={organisations.filter((one) => one.kind !== 'group')}
          />
        </Card>
      </div>
    </>
  )
}
