import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { Cell, HeadCell, RowHead, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { OrganisationKind } from '@/db/enums'
import { formatDay } from '@/lib/format'
import type { PostTerm } from '@/lib/organisation/organisation-queries'
import { postLabel } from '@/lib/organisation/schema'

type PostsCardProps = {
  title: string
  terms: readonly PostTerm[]
  kind: OrganisationKind
  /** Whether names link to the person: whoever may not see people sees the names only. */
  isLinked: boolean
  /** Shown when nobody is in post. */
  empty: string
  aside?: ReactNode
  /** The button at the end of a row. */
  actionOf?: (term: PostTerm) => ReactNode
}

/** Who holds or held which post, since when, on what paper. */
export function PostsCard(props: PostsCardProps) {
  const { title, terms, kind, isLinked, empty, aside, actionOf } = props
  return (
    <Card title={title} aside={aside} flush={terms.length > 0}>
      {terms.length === 0 ? (
        <p className="text-muted">{empty}</p>
      ) : (
        <Table caption={title} className="border-0">
          <thead>
            <tr>
              <HeadCell>职务</HeadCell>
              <HeadCell>姓名</HeadCell>
              <HeadCell>任期</HeadCell>
              <HeadCell>依据</HeadCell>
              {actionOf ? <HeadCell className="no-print">办理</HeadCell> : null}
            </tr>
          </thead>
          <tbody>
            {terms.map((term) => (
              <tr key={term.id}>
                <RowHead>{postLabel(term.post, kind, term.isActing)}</RowHead>
                <Cell label="姓名" short>
                  {isLinked ? (
                    <TextLink href={`/organisation/people/${term.personId}`} plain>
                      {term.personName}
                    </TextLink>
                  ) : (
                    term.personName
                  )}
                </Cell>
                <Cell label="任期">
                  {formatDay(term.validFrom)}起{term.validTo ? `至${formatDay(term.validTo)}` : ''}
                </Cell>
                <Cell label="依据">{term.basis}</Cell>
                {actionOf ? (
                  <Cell label="办理" className="no-print">
                    {actionOf(term)}
                  </Cell>
                ) : null}
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  )
}
