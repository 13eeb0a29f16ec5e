import { formatDay, formatMoment } from '@/lib/format'
import type { MeetingMinutes } from '@/lib/review/meeting-minutes'
import { meetingStateLabels } from '@/lib/review/states'

type MinutesSheetProps = {
  minutes: MeetingMinutes
  now: Date
  /** `SEQ:HASH`, in full. */
  auditHead: string
}

/** 纪要 on A4: who was there is filled in by hand, decisions and snapshot are printed. */
export function MinutesSheet({ minutes, now, auditHead }: MinutesSheetProps) {
  const { meeting, snapshot, decisions, agenda } = minutes
  const times = [
    meeting.openedAt ? `${formatMoment(meeting.openedAt, now)} 开始` : meetingStateLabels.prepared,
    meeting.closedAt ? `${formatMoment(meeting.closedAt, now)} 结束` : '',
  ]
  return (
    <>
      <table className="sheet sheet-wide">
        <tbody>
          <tr>
            <th scope="row">时间</th>
            <td>
              {formatDay(meeting.heldOn)}（{times.filter(Boolean).join('，')}）
            </td>
          </tr>
          <tr>
            <th scope="row">地点</th>
            <td>{meeting.place ?? <Blank />}</td>
          </tr>
          <tr>
            <th scope="row">主持</th>
            <td>
              <Blank />
            </td>
          </tr>
          <tr>
            <th scope="row">出席</th>
            <td className="h-24">
              <Blank />
            </td>
          </tr>
          <tr>
            <th scope="row">评议依据</th>
            <td>
              评议快照 {snapshot.name}，截至 {formatMoment(new Date(snapshot.at))}
              <br />
              <span className="break-all font-mono text-xs">校验 {snapshot.sha256}</span>
            </td>
          </tr>
          <tr>
            <th scope="row">议程</th>
            <td>
              {agenda.length} 个支部：{agenda.join('、')}
            </td>
          </tr>
        </tbody>
      </table>
      <h2 className="mt-6 mb-2 text-lg">决定 {decisions.length} 条</h2>
      {decisions.length > 0 ? (
        <table className="sheet sheet-wide sheet-rows">
          <caption className="sr-only">评议会决定</caption>
          <thead>
            <tr>
              <th scope="col">序号</th>
              <th scope="col">支部</th>
              <th scope="col">决定事项</th>
              <th scope="col">责任人</th>
              <th scope="col">完成期限</th>
            </tr>
          </thead>
          <tbody>
            {decisions.map((one, at) => (
              <tr key={one.id}>
                <td>{at + 1}</td>
                <td>{one.organisationName}</td>
                <td>{one.words}</td>
                <td>{one.personName ?? '支部'}</td>
                <td>{formatDay(one.dueOn)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p>没有作决定。</p>
      )}
      <p className="mt-2 text-muted text-sm">
        每条决定都已下达为督办任务，完成期限当日 18:00 截止，落实情况在下次评议会开头核对。
      </p>
      <div className="mt-8 grid grid-cols-2 gap-8" data-keep>
        <p>记录：{minutes.preparedByName || '　　　　　　'}</p>
        <p>审核签字：</p>
      </div>
      <p className="mt-6 break-all text-muted text-sm">审计链当前位置 {auditHead}</p>
    </>
  )
}

/** To be filled in by hand; a screen reader hears that, too. */
function Blank() {
  return <span className="text-muted text-sm print:invisible">（打印后手填）</span>
}
