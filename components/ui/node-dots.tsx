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
  done: 'border-done bg-done',
  current: 'border-soon bg-[radial-gradient(circle,var(--color-soon)_0_28%,transparent_32%)]',
  returned:
    'border-soft bg-[repeating-linear-gradient(45deg,var(--color-soft)_0_2px,transparent_2px_4px)]',
  late: 'border-late bg-late rounded-[0.2rem]',
  waiting: 'border-line-strong',
  not_applicable: 'border-line-strong border-dashed',
}

/** The steps of one assignment as dots; the states differ in shape and are read out in words. */
export function NodeDots({ nodes }: { nodes: NodeDot[] }) {
  const text = nodes.map((node) => `${node.label}${words[node.state]}`).join('，')
  return (
    <span
      role="img"
      aria-label={text}
      title={text}
      className="inline-flex items-center align-middle"
    >
      {nodes.map((node, position) => (
        <span key={node.label} className="inline-flex items-center">
          {position > 0 ? (
            <span className={`h-0.5 w-6 ${node.state === 'waiting' ? 'bg-line' : 'bg-done'}`} />
          ) : null}
          <span className={`box-border size-4 rounded-full border-2 ${looks[node.state]}`} />
        </span>
      ))}
    </span>
  )
}
