export type NodeDot = {
  label: string
  state: 'done' | 'current' | 'returned' | 'late' | 'waiting' | 'not_applicable'
}

const words: Record<NodeDot['state'], string> = {
  done: '已完成',
  current: '进行中',
  returned: '退回待改',
  late: '逾期',
  waiting: '未开始',
  not_applicable: '不适用',
}

const looks: Record<NodeDot['state'], string> = {
  done: 'border-done bg-done text-on-brand',
  current: 'border-soon bg-[radial-gradient(circle,var(--color-soon)_0_28%,transparent_32%)]',
  returned: 'border-behind text-behind',
  late: 'border-late bg-late text-on-late rounded-[0.2rem]',
  waiting: 'border-line-strong',
  not_applicable: 'border-line-strong border-dashed',
}

/** What stands in a dot, so that nobody has to tell it by its colour. */
const signs: Partial<Record<NodeDot['state'], string>> = {
  done: 'M3.5 8.5 6.5 11.5 12.5 5',
  returned: 'M12 11.5V9A2.5 2.5 0 0 0 9.5 6.5H4M6.5 4 4 6.5 6.5 9',
  late: 'M4.5 4.5 11.5 11.5M11.5 4.5 4.5 11.5',
  not_applicable: 'M4.5 8H11.5',
}

/** The steps of one assignment as dots: each state has its sign, and the one that stands out its word. */
export function NodeDots({ nodes }: { nodes: NodeDot[] }) {
  const text = nodes.map((node) => `${node.label}${words[node.state]}`).join('，')
  const standing = nodes.find((node) => node.state === 'late' || node.state === 'returned')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 align-middle">
      <span role="img" aria-label={text} title={text} className="inline-flex items-center">
        {nodes.map((node, position) => (
          <span key={node.label} className="inline-flex items-center">
            {position > 0 ? (
              <span className={`h-0.5 w-6 ${node.state === 'waiting' ? 'bg-line' : 'bg-done'}`} />
            ) : null}
            <span className={`box-border size-4 rounded-full border-2 ${looks[node.state]}`}>
              <Sign path={signs[node.state]} />
            </span>
          </span>
        ))}
      </span>
      {standing ? <span className="text-muted text-sm">{words[standing.state]}</span> : null}
    </span>
  )
}

function Sign({ path }: { path: string | undefined }) {
  return path ? (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className="block size-full fill-none stroke-2 stroke-current"
    >
      <path d={path} />
    </svg>
  ) : null
}
