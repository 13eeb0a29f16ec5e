import type { Metadata } from 'next'
import { Simulator } from '@/components/simulator/simulator'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import { formatPeriod } from '@/lib/format'
import { forPage } from '@/lib/page'
import { dayOf } from '@/lib/period'
import { readTrial } from '@/lib/scorecard/simulator/read-trial'
import { requireContext } from '@/lib/session'
import { adoptDocumentAction } from '../schemes/actions'

export const metadata: Metadata = { title: '试算' }

/** 试算 of other weights, marks and bands on the facts of the last quarter that was judged. */
export default async function SimulatorPage() {
  const ctx = await requireContext('/scorecard/simulator')
  const data = await forPage(readTrial(ctx))
  return (
    <>
      <PageHeader
        title="试算"
        crumbs={[
          { label: '党建指数', href: '/scorecard' },
          { label: '考核办法', href: '/scorecard/schemes' },
        ]}
        context={
          data
            ? `${formatPeriod(data.quarter.period)}的事实 · ${data.quarter.schemeYear}年第 ${data.quarter.schemeVersion} 版办法`
            : '调整满分、分值和分数线，看得分、名次和等次怎样变'
        }
      />
      {data ? (
        <>
          <noscript>
            <p>试算在浏览器里进行，需要启用脚本。也可以直接新建一版草稿修改。</p>
          </noscript>
          <Simulator
            data={data}
            schemeId={crypto.randomUUID()}
            year={Number(dayOf(ctx.now).slice(0, 4))}
            adopt={adoptDocumentAction}
          />
        </>
      ) : (
        <EmptyState title="还没有可以试算的季度">
          有一个季度进入自评以后，就可以用它的事实试算。
        </EmptyState>
      )}
    </>
  )
}
