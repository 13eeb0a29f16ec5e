import { assignmentStates, taskStates } from '@/db/enums'
import type { BoardRow, Tallies } from '@/lib/tasks/board-queries'

/**
 * Rows of the board as one text, a line a row: to the browser fifty rows travel at a third of what
 * they weigh as JSON, whose marks are escaped once more on the way. Read by `boardRowsOf`.
 */
export function boardRowsText(rows: BoardRow[]): string {
  return rows.map((row) => wordsOf(row).map(asWord).join('\t')).join('\n')
}

/** The rows of a text by `boardRowsText`. */
export function boardRowsOf(text: string): BoardRow[] {
  return text === '' ? [] : text.split('\n').map(rowOf)
}

function wordsOf(row: BoardRow): string[] {
  return [
    row.taskId,
    row.title,
    row.department ?? '',
    row.createdByName,
    row.dueAt.getTime().toString(36),
    String(taskStates.indexOf(row.state)),
    row.late > 0 ? String(row.late) : '',
    row.waiting === (row.tallies.submitted ?? 0) ? '' : String(row.waiting),
    ...assignmentStates.map((state) => (row.tallies[state] ? String(row.tallies[state]) : '')),
  ]
}

/** A page shows tabs and breaks as blanks anyway. */
function asWord(text: string): string {
  return text.replace(/[\t\n\r]/g, ' ')
}

function rowOf(line: string): BoardRow {
  const [taskId = '', title = '', department, createdByName = '', dueAt = '', state, ...figures] =
    line.split('\t')
  const [late, waiting, ...of] = figures
  const tallies: Tallies = {}
  assignmentStates.forEach((one, position) => {
    if (of[position]) {
      tallies[one] = Number(of[position])
    }
  })
  return {
    taskId,
    title,
    department: department || null,
    dueAt: new Date(Number.parseInt(dueAt, 36)),
    state: taskStates[Number(state)] ?? 'dispatched',
    createdByName,
    tallies,
    waiting: waiting ? Number(waiting) : (tallies.submitted ?? 0),
    late: Number(late),
  }
}
