import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { Timeline } from '@/components/ui/timeline'
import { formatDay } from '@/lib/format'
import type { PersonMembership } from '@/lib/organisation/person-queries'
import { memberKindLabels, relationKindLabels } from '@/lib/organisation/schema'

type MembershipsCardProps = {
  memberships: readonly PersonMembership[]
  actionOf: (row: PersonMembership) => ReactNode
}

/** Where a person belonged and belongs, newest first; 编入 beside the 组织关系. */
export function MembershipsCard({ memberships, actionOf }: MembershipsCardProps) {
  return (
    <Card title="组织关系">
      {memberships.length === 0 ? (
        <p className="text-muted">没有组织关系记录。管理员账号可以不在花名册内。</p>
      ) : (
        <Timeline
          label="组织关系，从新到旧"
          items={memberships.map((row) => ({
            key: row.id,
            title: (
              <>
                <TextLink href={`/organisation/${row.organisationId}`}>
                  {row.organisationName}
                </TextLink>
                {row.groupName ? ` · ${row.groupName}` : ''}
              </>
            ),
            person: `${relationKindLabels[row.relation]} · ${memberKindLabels[row.memberKind]}`,
            at: `${formatDay(row.validFrom)}起${row.validTo ? `，至${formatDay(row.validTo)}` : ''}`,
            dateTime: row.validFrom,
            detail: (
              <div className="space-y-1">
                {row.probationUntil ? <p>预备期延长至{formatDay(row.probationUntil)}</p> : null}
                <p>依据：{row.basis}</p>
                {actionOf(row)}
              </div>
            ),
            current: row.validTo === null && row.relation === 'membership',
          }))}
        />
      )}
    </Card>
  )
}
