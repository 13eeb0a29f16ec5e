import { ActionForm } from '@/components/form/action-form'
import { LinkButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Notice } from '@/components/ui/notice'
import { PageHeader } from '@/components/ui/page-header'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import { formatDay, formatMoment } from '@/lib/format'
import type { RosterPreview } from '@/lib/organisation/roster/import-preview'

type PreviewHeaderProps = { preview: RosterPreview; now: Date; discard: FormAction }

/** What file this is, who sent it, where it stands, and the ways out. */
export function PreviewHeader({ preview, now, discard }: PreviewHeaderProps) {
  const { id, version, fileName, uploaderName, createdAt, committedAt, reportedOn } = preview
  const reported = reportedOn ? ` · 填报日期 ${formatDay(reportedOn, now)}` : ''
  return (
    <>
      <PageHeader
        title={fileName}
        crumbs={[
          { label: '组织', href: '/organisation' },
          { label: '导入花名册', href: '/organisation/import' },
        ]}
        context={`${uploaderName} ${formatMoment(createdAt, now)} 上传${reported}`}
        actions={
          <>
            <LinkButton href={`/api/roster-imports/${id}/faults`} download>
              下载待改正清单
            </LinkButton>
            <LinkButton href="/organisation/import">换一份文件</LinkButton>
            {committedAt ? null : (
              <ConfirmDialog
                trigger="作废"
                triggerTone="danger"
                title="作废这次导入"
                summary="已改正的单元格和读取的内容会清除，系统里的组织和党员不受影响。"
              >
                <ActionForm action={discard} hidden={{ importId: id, version: String(version) }}>
                  <SubmitButton tone="danger">作废</SubmitButton>
                </ActionForm>
              </ConfirmDialog>
            )}
          </>
        }
      />
      {committedAt ? (
        <Notice tone="done" className="mb-4" title={`已于 ${formatMoment(committedAt, now)} 导入`}>
          {preview.errorCount > 0
            ? `还有 ${preview.errorCount} 处有误，所在的行没有导入，仍列在下面；改好后再按一次“导入”即可，已导入的内容不会重复。`
            : '名单里的每一行都已导入。'}
        </Notice>
      ) : null}
    </>
  )
}
