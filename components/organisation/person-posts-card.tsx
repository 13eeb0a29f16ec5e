import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { Timeline } from '@/components/ui/timeline'
import { formatDay } from '@/lib/format'
import type { PersonPost } from '@/lib/organisation/person-queries'
import { postLabel } from '@/lib/organisation/schema'

/** What posts a person held and holds, newest first. */
export function PersonPostsCard({ posts }: { posts: readonly PersonPost[] }) {
  return (
    <Card title="任职">
      {posts.length === 0 ? (
        <p className="text-muted">没有任职记录。</p>
      ) : (
        <Timeline
          label="任职，从新到旧"
          items={posts.map((row) => ({
            key: row.id,
            title: (
              <>
                <TextLink href={`/organisation/${row.organisationId}`}>
                  {row.organisationName}
                </TextLink>{' '}
                {postLabel(row.post, row.organisationKind, row.isActing)}
              </>
            ),
            at: `${formatDay(row.validFrom)}起${row.validTo ? `，至${formatDay(row.validTo)}` : ''}`,
            dateTime: row.validFrom,
            detail: `依据：${row.basis}`,
            current: row.validTo === null,
          }))}
        />
      )}
    </Card>
  )
}
