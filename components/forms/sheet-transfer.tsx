'use client'

import { useId, useRef, useState } from 'react'
import { asStatement, StatementField } from '@/components/files/statement-field'
import { Button, LinkButton } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Unfold } from '@/components/ui/unfold'
import { type ClassificationStatement, secretRefusal } from '@/lib/files/states'
import type { ReadFill } from '@/lib/forms/read-fill-workbook'
import type { ReportValues } from '@/lib/forms/states'
import { CellFaults } from './cell-faults'
import { type SheetSending, sendSheet } from './send-sheet'

type SheetTransferProps = {
  stepId: string
  /** Told what to put into the fields, once the reader has agreed. */
  onRead: (values: ReportValues) => void
}

type State = { at: 'idle' | 'sending' } | ({ at: 'answered' } & SheetSending) | { at: 'taken' }

/** 改用 Excel: download the pre-filled workbook, upload it, look at what was read, take it over. */
export function SheetTransfer({ stepId, onRead }: SheetTransferProps) {
  const id = useId()
  const file = useRef<HTMLInputElement>(null)
  const [statement, setStatement] = useState<ClassificationStatement | ''>('')
  const [state, setState] = useState<State>({ at: 'idle' })

  async function send() {
    const chosen = file.current?.files?.[0]
    if (!chosen) {
      setState({ at: 'answered', message: '还没有选择文件。请选择填好的 .xlsx 文件。' })
    } else if (statement === '') {
      setState({ at: 'answered', message: '请先选择密级说明，再读取。所选文件已为您留着。' })
    } else if (statement === 'secret') {
      setState({ at: 'answered', message: secretRefusal })
    } else {
      setState({ at: 'sending' })
      setState({ at: 'answered', ...(await sendSheet(stepId, chosen, statement)) })
    }
  }

  return (
    <Unfold label="也可以用 Excel 填写">
      <div className="space-y-4 rounded-card bg-sunken p-4">
        <p>
          下载的表里已带出已知内容，标签和公式已锁定；填好后在这里上传，核对无误再填入，不会直接提交。
        </p>
        <LinkButton href={`/api/steps/${stepId}/sheet`} download>
          下载填报表
        </LinkButton>
        <div>
          <label htmlFor={id} className="mb-1 block font-medium">
            填好的填报表
          </label>
          {/* No names: what stands here belongs to no form. */}
          <input
            id={id}
            ref={file}
            type="file"
            accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            className="block min-h-target w-full file:me-3 file:min-h-target file:cursor-pointer file:rounded-control file:border file:border-line-strong file:border-solid file:bg-surface file:px-3.5 file:font-medium file:text-base file:text-ink"
          />
        </div>
        <StatementField
          id={`${id}statement`}
          error={undefined}
          onChange={(value) => setStatement(asStatement(value))}
        />
        <Button onClick={() => void send()} disabled={state.at === 'sending'}>
          {state.at === 'sending' ? '正在读取…' : '读取并核对'}
        </Button>
        {state.at === 'answered' && state.message ? (
          <Notice tone="error" live>
            {state.message}
          </Notice>
        ) : null}
        {state.at === 'answered' && state.read ? (
          <Read
            read={state.read}
            onTake={(values) => {
              onRead(values)
              setState({ at: 'taken' })
            }}
          />
        ) : null}
        {state.at === 'taken' ? (
          <Notice tone="done" live>
            已填入下面的表，并会自动保存；标出的地方改好后再提交。
          </Notice>
        ) : null}
      </div>
    </Unfold>
  )
}

function Read({ read, onTake }: { read: ReadFill; onTake: (values: ReportValues) => void }) {
  const { faults, filled } = read
  return (
    <div className="space-y-3" role="status">
      <Notice
        tone={faults.length > 0 ? 'warning' : 'done'}
        title={
          faults.length > 0
            ? `读到 ${filled} 项，其中 ${faults.length} 处要改`
            : `读到 ${filled} 项，没有发现问题`
        }
        actions={
          <Button size="small" tone="primary" onClick={() => onTake(read.values)}>
            填入下面的表
          </Button>
        }
      >
        填入后会替换下面已填的内容（附件不变）。
        {faults.length > 0 ? '要改的地方也可以先在 Excel 里改好，再重新上传。' : ''}
      </Notice>
      <CellFaults faults={faults} />
    </div>
  )
}
