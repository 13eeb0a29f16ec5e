'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { Field } from '@/components/ui/field'
import { Notice } from '@/components/ui/notice'
import { ProgressBar } from '@/components/ui/progress-bar'
import { classificationStatements, secretRefusal, statementLabels } from '@/lib/files/states'
import { sendRoster } from './send-roster'

type Sending =
  | { state: 'idle' }
  | { state: 'sending'; sent: number; total: number }
  | { state: 'failed'; message: string }

const statements = classificationStatements.map((value) => ({
  value,
  label: statementLabels[value],
}))

/** Sends a roster file and goes to its preview. The file stays chosen when something goes wrong. */
export function RosterUploadForm() {
  const router = useRouter()
  const fileId = useId()
  const [sending, setSending] = useState<Sending>({ state: 'idle' })

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const file = form.get('file')
    const classification = String(form.get('classification') ?? '')
    if (classification === 'secret') {
      setSending({ state: 'failed', message: secretRefusal })
      return
    }
    if (!(file instanceof File) || file.size === 0) {
      setSending({ state: 'failed', message: '还没有选择文件，或文件是空的。请选择 .xlsx 文件。' })
      return
    }
    setSending({ state: 'sending', sent: 0, total: file.size })
    const result = await sendRoster(file, classification, (sent) =>
      setSending({ state: 'sending', sent, total: file.size }),
    )
    if (result.importId !== undefined) {
      router.push(`/organisation/import/${result.importId}`)
    } else {
      setSending({ state: 'failed', message: result.message })
    }
  }

  const isSending = sending.state === 'sending'
  return (
    <form onSubmit={send} className="space-y-4">
      {sending.state === 'failed' ? (
        <Notice tone="error" live>
          {sending.message}
        </Notice>
      ) : null}
      <p className="text-soft">
        工作簿里要有两张表：组织信息（党组织名称、组织类别、上级党组织……）和党员花名册（姓名、所在党支部、党员类别……）。列的顺序不限，表上方可以有标题。
      </p>
      <Field
        id={fileId}
        label="花名册文件"
        hint=".xlsx，不超过 20 MB。表里的身份证号会自动略去。"
        required
      >
        <input
          id={fileId}
          name="file"
          type="file"
          accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
          required
          aria-describedby={`${fileId}-hint`}
          className="block min-h-target w-full file:me-3 file:min-h-target file:cursor-pointer file:rounded-control file:border file:border-line-strong file:border-solid file:bg-surface file:px-3.5 file:font-medium file:text-base file:text-ink"
        />
      </Field>
      <SelectField
        name="classification"
        label="密级说明"
        placeholder="请选择"
        choices={statements}
        required
      />
      {isSending ? (
        <ProgressBar
          label="上传进度"
          value={sending.sent}
          max={sending.total}
          text={sending.sent < sending.total ? '正在上传…' : '已上传，正在读取和核对…'}
        />
      ) : null}
      <noscript>
        <Notice tone="warning">上传需要启用脚本。请更换浏览器，或请管理员协助。</Notice>
      </noscript>
      <Button type="submit" tone="primary" disabled={isSending}>
        {isSending ? '正在处理…' : '上传并预览'}
      </Button>
    </form>
  )
}
