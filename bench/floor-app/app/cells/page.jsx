export const dynamic = 'force-dynamic'

const words = ['✓ 完成 9/12', '◉ 办理中 9/26', '✕ 逾期 9/20', '○ 未开始 9/30']
const places = [0, 1, 2, 3, 4, 5, 6, 7]
const names = Array.from({ length: 500 }, (_, at) => `第${at + 1}党支部`)

/** Five hundred branches and eight nodes each from a constant, in the plainest table. */
export default function Page() {
  return (
    <table>
      <tbody>
        {names.map((name, row) => (
          <tr key={name}>
            <th>{name}</th>
            {places.map((at) => (
              <td key={at}>{words[(row + at) % 4]}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
