import { rows } from '../rows'

export const dynamic = 'force-dynamic'

/** The fifty rows in the plainest table. */
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
            <td>{row.dueAt.toISOString()}</td>
            <td>
              {row.tallies.approved + row.tallies.evaluated} / 400 · 未签收 {row.tallies.issued}
            </td>
            <td>{row.late > 0 ? `逾期 ${row.late} 份` : '办理中'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
