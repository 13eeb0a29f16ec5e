import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BranchTaskTable } from '@/components/tasks/branch-task-table'
import { LinkButton } from '@/components/ui/button'
import { LinkTabs } from '@/components/ui/link-tabs'
import { PageHeader } from '@/components/ui/page-header'
import { Pager } from '@/components/ui/pager'
import { organisationOn } from '@/lib/organisation/queries'
import { pageId } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { addressOf, branchAddress, cursorText } from '@/lib/tasks/address'
import { tasksOfBranch } from '@/lib/tasks/branch-queries'
import { ownTasks, workTabs } from '../../../work-tabs'

export const metadata: Metadata = { title: '党组织的任务' }

/** Everything one organisation has or had to do, as far as the viewer may see. */
export default async function BranchTasksPage(
  props: PageProps<'/tasks/branches/[organisationId]'>,
) {
  const organisationId = pageId((await props.params).organisationId)
  const path = `/tasks/branches/${organisationId}`
  const ctx = await requireContext(path)
  const { show, after } = branchAddress.parse(await props.searchParams)
  const organisation = await organisationOn(ctx.db, organisationId, dayOf(ctx.now))
  if (!organisation) {
    notFound()
  }
  const page = await tasksOfBranch(ctx, organisationId, { show, after })
  const supervises = can(ctx.viewer, 'task.viewBoard')
  return (
    <>
      <PageHeader
        title={`${organisation.name}的任务`}
        crumbs={
          supervises
            ? [
                { label: '任务', href: '/tasks' },
                { label: '按支部', href: '/tasks?by=branch' },
              ]
            : [{ label: '待办', href: '/' }]
        }
        actions={
          <LinkButton href={`/scorecard?organisation=${organisationId}`}>查看得分</LinkButton>
        }
      />
      {path === ownTasks(ctx.viewer) ? (
        <div className="mb-2">
          <LinkTabs label="任务的来源" items={workTabs(ctx.viewer, '/tasks')} />
        </div>
      ) : null}
      <LinkTabs
        label="范围"
        items={[
          { href: path, label: '未办完', current: show === 'open' },
          { href: `${path}?show=all`, label: '全部', current: show === 'all' },
        ]}
      />
      <BranchTaskTable rows={page.rows} now={ctx.now} />
      <Pager
        newerHref={after ? addressOf(path, { show }) : undefined}
        newerLabel="回到第一页"
        olderHref={page.next ? addressOf(path, { show, after: cursorText(page.next) }) : undefined}
      />
    </>
  )
}
