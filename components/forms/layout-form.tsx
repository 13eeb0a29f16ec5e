import { Uploader } from '@/components/files/uploader'
import { ActionForm } from '@/components/form/action-form'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'

type LayoutFormProps = {
  versionId: string
  layout: { id: string; name: string } | null
  save: FormAction
}

/** 汇总表版式: a workbook whose heads are called like the fields; exports go out in it. */
export function LayoutForm({ versionId, layout, save }: LayoutFormProps) {
  return (
    <Card title="汇总表版式">
      <ActionForm action={save} hidden={{ versionId }} className="space-y-4">
        <p>
          上传上级或本单位的台账（.xlsx）。表头和项目同名的列会自动填入，从第一个空行写起，格式和合并单元格不变。
          表头分两三行的，合并的上一行也算名称，例如“党员大会”下面的“次数”填入项目“党员大会次数”。
        </p>
        {layout ? (
          <p>
            现用版式：<TextLink href={`/api/files/${layout.id}`}>{layout.name}</TextLink>
          </p>
        ) : null}
        <Uploader label="版式文件" error={undefined} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton pendingLabel="正在核对…">
            {layout ? '更换版式（不选文件则取消）' : '使用这个版式'}
          </SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
