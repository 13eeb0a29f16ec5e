import { rows } from '../rows'

export const dynamic = 'force-dynamic'

/** The fifty rows, every word the board shows of them, in the plainest table. */
export default function Page() {
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.taskId}>
            <td>
              <a href={`/tasks/${row.taskId}`}>{row.title}</a>
            </td>
            <td>
              {row.department} · {row.createdByName}
            </td>
            <td>{row.due}</td>
            <td>{row.progress}</td>
            <td>{row.late > 0 ? `逾期 ${row.late} 份` : '办理中'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
