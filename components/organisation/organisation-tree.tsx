import { Badge } from '@/components/ui/badge'
import { TextLink } from '@/components/ui/text-link'
import { organisationClassLabels } from '@/lib/organisation/schema'
import { termState } from '@/lib/organisation/states'
import type { OrganisationNode } from '@/lib/organisation/tree'

type TreeProps = {
  nodes: readonly OrganisationNode[]
  day: string
  /** Added to every link, so that the day looked at is kept. */
  query: string
  currentId?: string
  /** The open path: ids from the root to the current one. */
  openIds: ReadonlySet<string>
  depth?: number
}

/**
 * The tree of a day as nested lists. A tick box folds each part, so that it works without scripts
 * and the name beside it stays a link of its own.
 */
export function OrganisationTree({ nodes, depth = 0, ...props }: TreeProps) {
  return (
    <ul className={depth > 0 ? 'border-line border-s ps-2' : undefined}>
      {nodes.map((node) => (
        <li key={node.id} className="grid grid-cols-[1.5rem_minmax(0,1fr)] items-start">
          {node.children.length > 0 ? (
            <>
              <input
                type="checkbox"
                aria-label={`展开“${node.name}”的下级`}
                defaultChecked={depth < 1 || props.openIds.has(node.id)}
                className="peer grid min-h-target w-6 cursor-pointer appearance-none place-items-center rounded-control text-muted before:content-['›'] checked:before:rotate-90 hover:bg-sunken"
              />
              <NodeLink node={node} {...props} />
              <div className="col-span-2 hidden ps-3 peer-checked:block">
                <OrganisationTree nodes={node.children} depth={depth + 1} {...props} />
              </div>
            </>
          ) : (
            <div className="col-start-2">
              <NodeLink node={node} {...props} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function NodeLink({
  node,
  day,
  query,
  currentId,
}: { node: OrganisationNode } & Omit<TreeProps, 'nodes'>) {
  const isCurrent = node.id === currentId
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2">
      <TextLink
        href={`/organisation/${node.id}${query}`}
        plain
        className={`inline-flex min-h-target items-center ${isCurrent ? 'font-semibold text-brand-ink' : ''}`}
      >
        {node.name}
      </TextLink>
      {node.class ? (
        <span className="text-muted text-sm">{organisationClassLabels[node.class]}</span>
      ) : null}
      <TermBadge termEndsOn={node.termEndsOn} day={day} />
    </span>
  )
}

/** 临近届满 or 任期已满, with the word; nothing while the term runs. */
export function TermBadge({ termEndsOn, day }: { termEndsOn: string | null; day: string }) {
  const state = termState(termEndsOn, day)
  if (state === 'ended') {
    return <Badge tone="late">任期已满</Badge>
  }
  return state === 'soon' ? <Badge tone="soon">临近届满</Badge> : null
}
