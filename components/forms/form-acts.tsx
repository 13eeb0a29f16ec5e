import { ActionForm } from '@/components/form/action-form'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type FormActsProps = {
  formId: string
  /** Made with the page, so that pressing twice makes one copy. */
  newFormId: string
  isArchived: boolean
  canArchive: boolean
  actions: {
    copyFormAction: FormAction
    archiveFormAction: FormAction
    restoreFormAction: FormAction
  }
}

/** 复制, 停用 and 恢复. */
export function FormActs(props: FormActsProps) {
  const { formId, newFormId, isArchived, canArchive, actions } = props
  return (
    <>
      <ActionForm action={actions.copyFormAction} hidden={{ formId, newFormId }}>
        <SubmitButton pendingLabel="正在复制…">复制成新表</SubmitButton>
      </ActionForm>
      {canArchive && isArchived ? (
        <ActionForm action={actions.restoreFormAction} hidden={{ formId }}>
          <SubmitButton tone="primary">恢复使用</SubmitButton>
        </ActionForm>
      ) : null}
      {canArchive && !isArchived ? (
        <ConfirmDialog
          trigger="停用"
          title="停用这张表"
          summary="停用后新任务不能再选它；已经下达的任务和填报的内容都不变，随时可以恢复。"
        >
          <ActionForm action={actions.archiveFormAction} hidden={{ formId }}>
            <SubmitButton tone="danger">停用</SubmitButton>
          </ActionForm>
        </ConfirmDialog>
      ) : null}
    </>
  )
}
