import { ActionForm } from '@/components/form/action-form'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import type { DeclineView, ExtensionView, RequestViews } from '@/lib/tasks/requests/request-queries'
import { DecideDeclineForm, DecideExtensionForm } from './decide-forms'

export interface RequestActions {
  decideExtensionAction: FormAction
  decideDeclineAction: FormAction
  withdrawExtensionAction: FormAction
  withdrawDeclineAction: FormAction
}

type RequestPanelProps = {
  requests: RequestViews
  taskId: string
  assignmentId: string
  now: Date
  canDecide: boolean
  canWithdraw: boolean
  /** For a 改派 to somebody else than was proposed. */
  others: { id: string; name: string }[]
  isSingleNode: boolean
  actions: RequestActions
}

/** 延期, 退办 and 改派: what was asked and how it was answered; nothing where nobody asked. */
export function RequestPanel(props: RequestPanelProps) {
  const { extensions, declines } = props.requests
  const isWaiting = [...extensions, ...declines].some((one) => one.decision === null)
  if (extensions.length + declines.length === 0) {
    return null
  }
  return (
    <Card title="申请" tone={isWaiting && props.canDecide ? 'urgent' : 'plain'}>
      <ul className="divide-y divide-line">
        {declines.map((request) => (
          <li key={request.id} className="py-3 first:pt-0 last:pb-0">
            <p className="font-medium">{declineWords(request)}</p>
            <Asked request={request} now={props.now} />
            {request.replacementId ? (
              <TextLink href={`/tasks/${props.taskId}/assignments/${request.replacementId}`}>
                看改派后的一份
              </TextLink>
            ) : null}
            {request.decision === null ? <DeclineActs {...props} request={request} /> : null}
          </li>
        ))}
        {extensions.map((request) => (
          <li key={request.id} className="py-3 first:pt-0 last:pb-0">
            <p className="font-medium">
              {props.isSingleNode ? '' : `“${request.nodeTitle}”`}申请延到{' '}
              {formatMoment(request.requestedDueAt, props.now)}
            </p>
            <Asked request={request} now={props.now} />
            {request.decision === null ? <ExtensionActs {...props} request={request} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function ExtensionActs(props: RequestPanelProps & { request: ExtensionView }) {
  const { request, canDecide, canWithdraw, actions, now } = props
  return (
    <div className="mt-2 flex flex-wrap gap-3">
      {canDecide ? (
        <DecideExtensionForm
          requestId={request.id}
          askedWords={formatMoment(request.requestedDueAt, now)}
          decide={actions.decideExtensionAction}
        />
      ) : null}
      {canWithdraw ? (
        <ActionForm action={actions.withdrawExtensionAction} hidden={{ requestId: request.id }}>
          <SubmitButton>收回申请</SubmitButton>
        </ActionForm>
      ) : null}
    </div>
  )
}

function DeclineActs(props: RequestPanelProps & { request: DeclineView }) {
  const { request, canDecide, canWithdraw, assignmentId, others, actions } = props
  return (
    <div className="mt-2 flex flex-wrap gap-3">
      {canDecide ? (
        <DecideDeclineForm request={request} others={others} decide={actions.decideDeclineAction} />
      ) : null}
      {canWithdraw ? (
        <ActionForm action={actions.withdrawDeclineAction} hidden={{ assignmentId }}>
          <SubmitButton>收回申请</SubmitButton>
        </ActionForm>
      ) : null}
    </div>
  )
}

function declineWords({ kind, toName }: DeclineView): string {
  return kind === 'decline' ? '申请退办' : `申请改派${toName ? `给${toName}` : ''}`
}

type AskedProps = { request: ExtensionView | DeclineView; now: Date }

function Asked({ request, now }: AskedProps) {
  const granted = 'grantedDueAt' in request ? request.grantedDueAt : null
  return (
    <>
      <p>{request.reason}</p>
      <p className="text-muted text-sm">
        {request.byName} · {formatMoment(request.at, now)}
      </p>
      {request.decision && request.decidedAt ? (
        <p className="text-sm">
          {request.decidedByName ?? '系统'} {formatMoment(request.decidedAt, now)}{' '}
          {request.decision === 'granted' ? '同意' : '不同意'}
          {granted ? `，延到 ${formatMoment(granted, now)}` : ''}
          {request.remark ? `：${request.remark}` : ''}
        </p>
      ) : (
        <p className="text-muted text-sm">等待答复</p>
      )}
    </>
  )
}
