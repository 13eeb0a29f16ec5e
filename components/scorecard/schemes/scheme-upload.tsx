'use client'

import { useId, useRef, useState } from 'react'
import { asStatement, StatementField } from '@/components/files/statement-field'
import { ActionForm } from '@/components/form/action-form'
import { TextField } from '@/components/form/form-fields'
import { CellFaults } from '@/components/forms/cell-faults'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { Unfold } from '@/components/ui/unfold'
import { type ClassificationStatement, secretRefusal } from '@/lib/files/states'
import type { FormAction } from '@/lib/form-state'
import type { ReadScheme, ReadSchemeFile } from '@/lib/scorecard/scheme/drafting/transfer-scheme'

type SchemeUploadProps = {
  year: number
  adopt: FormAction
}

type State = { at: 'idle' | 'sending' } | { at: 'refused'; message: string } | Read
type Read = { at: 'read'; file: ReadSchemeFile }

const broken = '网络中断，文件没有传完，没有改动。请检查网络后再传一次。'
const unreadable = '服务器没有接收这个文件，没有改动。请稍后再试。'

/** 导入: a table as JSON or Excel is read, what was left out is named, then it becomes a draft. */
export function SchemeUpload({ year, adopt }: SchemeUploadProps) {
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [statement, setStatement] = useState<ClassificationStatement | ''>('')
  const [state, setState] = useState<State>({ at: 'idle' })

  async function read() {
    const chosen = file.current?.files?.[0]
    const message = !chosen
      ? '还没有选择文件。请选择考核表的 JSON 或 Excel 文件。'
      : statement === ''
        ? '请先选择密级说明，再读取。'
        : statement === 'secret'
          ? secretRefusal
          : null
    if (!chosen || message) {
      setState({ at: 'refused', message: message ?? unreadable })
      return
    }
    setState({ at: 'sending' })
    setState(await send(chosen, statement))
  }

  return (
    <Card title="导入考核表">
      <div className="space-y-4">
        <p>
          本系统导出的 JSON、Excel，或公开考核表的
          JSON。读入后先核对，再存为草稿；读不懂和不允许的条目会逐条列出。
        </p>
        <div>
          <label htmlFor={id} className="mb-1 block font-medium">
            考核表文件
          </label>
          {/* No name: what stands here belongs to no form. */}
          <input
            id={id}
            ref={file}
            type="file"
            accept=".json,.xlsx,application/json,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            className="block min-h-target w-full file:me-3 file:min-h-target file:cursor-pointer file:rounded-control file:border file:border-line-strong file:border-solid file:bg-surface file:px-3.5 file:font-medium file:text-base file:text-ink"
          />
        </div>
        <StatementField
          id={`${id}statement`}
          error={undefined}
          onChange={(value) => setStatement(asStatement(value))}
        />
        <Button onClick={() => void read()} disabled={state.at === 'sending'}>
          {state.at === 'sending' ? '正在读取…' : '读取并核对'}
        </Button>
        {state.at === 'refused' ? (
          <Notice tone="error" live>
            {state.message}
          </Notice>
        ) : null}
        {state.at === 'read' ? (
          <div className="space-y-4" role="status">
            {state.file.faults.length > 0 ? (
              <Notice tone="error" title={`有 ${state.file.faults.length} 处要改，没有读入`}>
                请在 Excel 里改好后再传一次。
              </Notice>
            ) : null}
            <CellFaults faults={state.file.faults} />
            {state.file.schemes.map((scheme) => (
              <Arrived key={scheme.schemeId} scheme={scheme} year={year} adopt={adopt} />
            ))}
          </div>
        ) : null}
      </div>
    </Card>
  )
}

type ArrivedProps = SchemeUploadProps & { scheme: ReadScheme }

function Arrived({ scheme, year, adopt }: ArrivedProps) {
  const { schemeId, name, indicators, rules, leftOut, notes } = scheme
  return (
    <Card headingLevel={3} title={name} aside={`${indicators} 项指标、${rules} 条规则`}>
      <div className="space-y-3">
        {leftOut.length > 0 ? (
          <Notice tone="warning" title={`${leftOut.length} 条没有读入`}>
            <ul className="list-disc ps-5">
              {leftOut.map(({ path, sentence }) => (
                <li key={`${path}${sentence}`}>
                  {path}：{sentence}
                </li>
              ))}
            </ul>
          </Notice>
        ) : null}
        {notes.length > 0 ? (
          <Unfold label={`读入时的说明 ${notes.length} 条`}>
            <ul className="list-disc ps-5">
              {notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </Unfold>
        ) : null}
        <ActionForm
          action={adopt}
          hidden={{ schemeId, document: JSON.stringify(scheme.document) }}
          className="flex flex-wrap items-end gap-3"
        >
          <TextField
            name="year"
            label="用于哪一年"
            required
            inputMode="numeric"
            defaultValue={String(year)}
          />
          <SubmitButton tone="primary">存为草稿</SubmitButton>
        </ActionForm>
      </div>
    </Card>
  )
}

async function send(file: File, classification: string): Promise<State> {
  let response: Response
  try {
    response = await fetch(`/api/schemes/reading?${new URLSearchParams({ classification })}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    })
  } catch {
    return { at: 'refused', message: broken }
  }
  const answer = (await response.json().catch(() => null)) as
    | (ReadSchemeFile & { message?: unknown })
    | null
  if (response.ok && answer) {
    return { at: 'read', file: answer }
  }
  return {
    at: 'refused',
    message: typeof answer?.message === 'string' ? answer.message : unreadable,
  }
}
