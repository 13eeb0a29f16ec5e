import type { ReactNode } from 'react'
import { FileList } from '@/components/ui/file-list'
import type { ActivityPage, Attendee } from '@/lib/activities/activity-page'
import { absenceLabels } from '@/lib/activities/states'
import { formatClock, formatDay } from '@/lib/format'
import { activityKindLabels } from '@/lib/tasks/states'

/** 活动纪实 on A4, the same on the screen and on paper. */
export function ActivitySheet({ page }: { page: ActivityPage }) {
  const { activity, attendance } = page
  const present = attendance.filter((one) => one.isPresent)
  const absent = attendance.filter((one) => !one.isPresent)
  return (
    <table className="sheet">
      <caption className="sr-only">活动纪实</caption>
      <tbody>
        <Row head="主题">{activity.title}</Row>
        <tr>
          <Head>类型</Head>
          <td>{page.kinds.map((kind) => activityKindLabels[kind]).join('、')}</td>
          <Head>时间</Head>
          <td>{timeOf(page)}</td>
        </tr>
        <tr>
          <Head>党支部</Head>
          <td>
            {page.organisationName}
            {page.groupName ? ` ${page.groupName}` : ''}
          </td>
          <Head>地点</Head>
          <td>{activity.place}</td>
        </tr>
        <tr>
          <Head>主持</Head>
          <td>{page.hostName}</td>
          <Head>记录</Head>
          <td>{page.recorderName}</td>
        </tr>
        {activity.speaker ? <Row head="授课人">{activity.speaker}</Row> : null}
        <Row head="人数">
          应到 {attendance.length} 人，实到 {present.length} 人，缺席 {absent.length} 人
        </Row>
        <Row head="到会">{present.map((one) => one.name).join('、') || '无'}</Row>
        <Row head="缺席">{absent.map(absenceOf).join('、') || '无'}</Row>
        <tr className="sheet-text">
          <Head>内容</Head>
          <td colSpan={3}>
            <p className="whitespace-pre-line">{activity.content}</p>
            {page.files.length > 0 ? (
              <div className="mt-3 print:hidden">
                <FileList
                  files={page.files.map((file) => ({ ...file, href: `/api/files/${file.id}` }))}
                />
              </div>
            ) : null}
          </td>
        </tr>
        {activity.lateReason ? <Row head="补录">{activity.lateReason}</Row> : null}
      </tbody>
    </table>
  )
}

function timeOf({ activity }: ActivityPage): string {
  const end = activity.endsAt ? `—${formatClock(activity.endsAt)}` : ''
  return `${formatDay(activity.heldOn)} ${formatClock(activity.startsAt)}${end}`
}

function absenceOf({ name, absence, note }: Attendee): string {
  const reason = absence ? absenceLabels[absence] : ''
  return `${name}（${note ? `${reason}，${note}` : reason}）`
}

function Row({ head, children }: { head: string; children: ReactNode }) {
  return (
    <tr>
      <Head>{head}</Head>
      <td colSpan={3}>{children}</td>
    </tr>
  )
}

function Head({ children }: { children: ReactNode }) {
  return <th scope="row">{children}</th>
}
