import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { Timeline } from '@/components/ui/timeline'
import { formatDay } from '@/lib/format'
import type { OrganisationVersion } from '@/lib/organisation/organisation-queries'
import { organisationClassLabels } from '@/lib/organisation/schema'

/** 沿革: every version of an organisation, with what changed and on what paper. */
export function VersionHistory({ versions }: { versions: readonly OrganisationVersion[] }) {
  const [latest] = versions
  const ending = latest?.validTo
    ? [
        {
          key: 'end',
          title: latest.mergedIntoId ? (
            <>
              并入
              <TextLink href={`/organisation/${latest.mergedIntoId}`}>
                {latest.mergedIntoName}
              </TextLink>
            </>
          ) : (
            '撤销'
          ),
          at: formatDay(latest.validTo),
          dateTime: latest.validTo,
        },
      ]
    : []
  const items = versions.map((version, position) => ({
    key: version.id,
    title: whatChanged(version, versions[position + 1]),
    at: formatDay(version.validFrom),
    dateTime: version.validFrom,
    detail: `依据：${version.basis}`,
    current: position === 0 && ending.length === 0,
  }))
  return (
    <Card title="沿革">
      <Timeline label="组织沿革，从新到旧" items={[...ending, ...items]} />
    </Card>
  )
}

function whatChanged(version: OrganisationVersion, before?: OrganisationVersion): string {
  if (!before) {
    return `设立“${version.name}”${version.parentName ? `，隶属${version.parentName}` : ''}`
  }
  const changes = [
    version.name !== before.name && `更名：${before.name} → ${version.name}`,
    version.parentId !== before.parentId && `隶属改为${version.parentName ?? '最上一级'}`,
    version.class !== before.class &&
      `考核类别改为${version.class ? organisationClassLabels[version.class] : '不划分'}`,
    version.termEndsOn !== before.termEndsOn &&
      `任期届满日改为${version.termEndsOn ? formatDay(version.termEndsOn) : '未定'}`,
  ].filter((words) => typeof words === 'string')
  return changes.join('；') || '信息变更'
}
