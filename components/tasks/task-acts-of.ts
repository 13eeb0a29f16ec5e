import type { TaskActsProps } from './task-acts'

export interface ActLink {
  href: string
  label: string
}

type Act = 'urge' | 'review' | 'close' | 'archive'

export interface ActsOf {
  /** The one act that is wanted now, if any. */
  primary: Act | null
  /** Two or three places that are often looked at; on a phone they are in the menu. */
  beside: ActLink[]
  /** In the menu: places, and acts that are not wanted now. */
  further: ActLink[]
  rest: Act[]
  /** 撤销, at the end of the menu and set apart. */
  cancels: boolean
}

type Facts = Omit<TaskActsProps, 'actions'>

/** What stands where over a task, by where it is. */
export function actsOf(facts: Facts): ActsOf {
  const { task, can } = facts
  const primary = primaryOf(facts)
  const [beside, further] = linksOf(facts)
  const mayClose = task.state === 'dispatched' && can['task.close']
  return {
    primary,
    beside,
    further,
    rest: mayClose && primary !== 'close' ? ['close'] : [],
    cancels: (task.state === 'draft' || task.state === 'dispatched') && can['task.cancel'],
  }
}

/** First whoever has not answered, then what waits for review; with nothing open it can be closed. */
function primaryOf({ task, unanswered, waiting, submitted, paused, can }: Facts): Act | null {
  if (task.state === 'closed') {
    return !task.archivedAt && can['task.archive'] ? 'archive' : null
  }
  if (task.state !== 'dispatched') {
    return null
  }
  if (unanswered > 0) {
    return 'urge'
  }
  if (waiting > 0) {
    return 'review'
  }
  return submitted + paused === 0 && can['task.close'] ? 'close' : null
}

function linksOf({
  task,
  isLarge,
  dispatchId,
  can,
}: Facts): [beside: ActLink[], further: ActLink[]] {
  const isOpen = task.state === 'dispatched'
  const at = (page: string, label: string) => ({ href: `/tasks/${task.id}/${page}`, label })
  const template = can['task.dispatch']
    ? [{ href: `/templates/new?task=${task.id}`, label: '存为模板' }]
    : []
  if (!dispatchId) {
    return [[], template]
  }
  return [
    [
      ...(isOpen ? [{ href: `/supervision?task=${task.id}`, label: '督导' }] : []),
      ...(isLarge ? [at('matrix', '节点矩阵')] : []),
      at('receipt', '下达回执'),
    ],
    [
      ...(isOpen && can['task.dispatch'] ? [at('supplement', '补充下达')] : []),
      at('circulars', '情况通报'),
      ...template,
    ],
  ]
}
