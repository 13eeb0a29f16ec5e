import type { ReactNode } from 'react'
import { formatDay } from '@/lib/format'
import type { RequirementDetail } from '@/lib/tasks/requirements/detail'
import { requirementSourceLabels } from '@/lib/tasks/requirements/states'

/** 呈批件 on A4: what has come, what is proposed, and room for the leader's hand. */
export function ApprovalSheet({ detail }: { detail: RequirementDetail }) {
  const { requirement: one, organisationName, createdByName, files } = detail
  return (
    <table className="sheet">
      <caption className="sr-only">呈批件</caption>
      <tbody>
        <tr>
          <Head>标题</Head>
          <td colSpan={3}>{one.title}</td>
        </tr>
        <tr>
          <Head>编号</Head>
          <td>{one.number}</td>
          <Head>来源</Head>
          <td>
            {requirementSourceLabels[one.source]}
            {one.reference ? `　${one.reference}` : ''}
          </td>
        </tr>
        <tr>
          <Head>收到日期</Head>
          <td>{formatDay(one.receivedOn)}</td>
          <Head>办结时限</Head>
          <td>{one.dueOn ? formatDay(one.dueOn) : '未定'}</td>
        </tr>
        <tr>
          <Head>承办</Head>
          <td>{one.department ?? `${organisationName}党建部`}</td>
          <Head>经办人</Head>
          <td>{createdByName}</td>
        </tr>
        <tr className="sheet-text">
          <Head>内容</Head>
          <td colSpan={3}>
            <p className="whitespace-pre-line">{one.content}</p>
            {files.length > 0 ? (
              <p className="mt-2 text-muted">附件：{files.map((file) => file.name).join('、')}</p>
            ) : null}
          </td>
        </tr>
        <tr className="sheet-room">
          <Head>拟办意见</Head>
          <td colSpan={3}>
            <Signed>签名　　　　　　　　年　　月　　日</Signed>
          </td>
        </tr>
        <tr className="sheet-room sheet-large">
          <Head>领导批示</Head>
          <td colSpan={3}>
            <Signed>签名　　　　　　　　年　　月　　日</Signed>
          </td>
        </tr>
        <tr className="sheet-room">
          <Head>办理结果</Head>
          <td colSpan={3}>
            {one.result ? <p className="whitespace-pre-line">{one.result}</p> : null}
            {one.closedAt ? null : <Signed>　　　　　　　　年　　月　　日</Signed>}
          </td>
        </tr>
      </tbody>
    </table>
  )
}

function Head({ children }: { children: ReactNode }) {
  return <th scope="row">{children}</th>
}

function Signed({ children }: { children: ReactNode }) {
  return <p className="sheet-signed">{children}</p>
}
