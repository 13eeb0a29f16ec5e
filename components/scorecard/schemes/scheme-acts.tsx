import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { SchemeView } from '@/lib/scorecard/scheme/drafting/queries'

type SchemeActsProps = {
  view: SchemeView
  actions: {
    publishSchemeAction: FormAction
    retireSchemeAction: FormAction
    deleteDraftAction: FormAction
  }
}

/** 下载, 发布, 停用, 删除. */
export function SchemeActs({ view, actions }: SchemeActsProps) {
  const { scheme, canManage, faults, differences } = view
  const file = `/api/schemes/${scheme.id}`
  const seen = { schemeId: scheme.id, editVersion: String(scheme.editVersion) }
  const isDraft = scheme.state === 'draft'
  return (
    <>
      <LinkButton href={`${file}?format=xlsx`} download>
        下载 Excel
      </LinkButton>
      <LinkButton href={`${file}?format=json`} download>
        下载 JSON
      </LinkButton>
      {canManage && isDraft ? (
        <ConfirmDialog
          trigger="删除草稿"
          title="删除这份草稿"
          summary="草稿里的修改都不再保留，已发布的各版不受影响。"
        >
          <ActionForm action={actions.deleteDraftAction} hidden={seen}>
            <SubmitButton tone="danger">删除草稿</SubmitButton>
          </ActionForm>
        </ConfirmDialog>
      ) : null}
      {canManage && isDraft ? (
        <ConfirmDialog
          trigger="发布"
          triggerTone="primary"
          title="发布这一版"
          summary="发布后不再改动，从下一个打开的季度起用；已经打开的季度仍用原来的办法。"
          effects={[
            { label: '与上一版不同', value: differences?.sentences.length ?? 0, unit: '处' },
            { label: '要改的问题', value: faults.length, unit: '处' },
          ]}
          warnings={faults.slice(0, 5).map((fault) => `${fault.path}：${fault.sentence}`)}
        >
          {faults.length === 0 ? (
            <ActionForm action={actions.publishSchemeAction} hidden={seen}>
              <SubmitButton tone="primary">发布</SubmitButton>
            </ActionForm>
          ) : (
            <p className="py-2 text-muted">改好以上问题后才能发布。</p>
          )}
        </ConfirmDialog>
      ) : null}
      {canManage && scheme.state === 'published' ? (
        <ConfirmDialog
          trigger="停用"
          title="停用这一版"
          summary="以后打开的季度不再用这一版；已经打开的季度不变，内容一直可以查看。"
        >
          <ActionForm action={actions.retireSchemeAction} hidden={{ schemeId: scheme.id }}>
            <SubmitButton tone="danger">停用</SubmitButton>
          </ActionForm>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
