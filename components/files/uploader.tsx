'use client'

import {
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { Notice } from '@/components/ui/notice'
import { type ClassificationStatement, type StoredFile, secretRefusal } from '@/lib/files/states'
import { ChooseFiles } from './choose-files'
import { asStatement, StatementField } from './statement-field'
import type { UploadItem } from './upload-items'
import { UploadRow } from './upload-row'
import { useUploadQueue } from './use-upload-queue'

type UploaderProps = {
  label: string
  hint?: string
  error?: string
  /** Name of the hidden inputs that carry the file ids. */
  name?: string
  initial?: readonly StoredFile[]
  /** Told whenever the set of stored files changes, for drafts. */
  onStored?: (files: StoredFile[]) => void
}

/**
 * Chooses, drags or photographs files and sends them while the form is being filled in; the form
 * then carries their ids. Before scripts run it is a plain file field named `files`, for a form
 * with `encType="multipart/form-data"`.
 */
export function Uploader(props: UploaderProps) {
  const { label, hint, error, name = 'fileIds[]', initial = [], onStored } = props
  const id = useId()
  const hasScripts = useSyncExternalStore(subscribeToNothing, isBrowser, isServer)
  const frame = useRef<HTMLFieldSetElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const [statement, setStatement] = useState<ClassificationStatement | ''>('')
  const [items, dispatch] = useUploadQueue(statement, initial)
  const stored = useStored(items, onStored)
  useUnfinishedWarning(input, items)
  // A choice made before the scripts arrived counts too.
  useEffect(() => setStatement(asStatement(frame.current?.querySelector('select')?.value)), [])

  const choose = (files: File[]) =>
    dispatch({ type: 'chosen', files: files.map((file) => ({ key: nextKey(), file })) })
  const isMissingStatement = statement === '' && items.some((item) => item.state === 'waiting')

  return (
    <fieldset ref={frame} className="min-w-0 space-y-3">
      <legend className="mb-1 font-medium">{label}</legend>
      {hint ? <p className="text-muted text-sm">{hint}</p> : null}
      <StatementField
        id={`${id}statement`}
        error={isMissingStatement ? '选择密级后才开始上传，所选文件已为您留着。' : undefined}
        onChange={setStatement}
      />
      {statement === 'secret' ? (
        <Notice tone="error" live title="不能上传">
          {secretRefusal}
        </Notice>
      ) : null}
      <ChooseFiles ref={input} id={id} label={label} hasScripts={hasScripts} onFiles={choose} />
      {error ? <p className="font-medium text-late text-sm">{error}</p> : null}
      {items.length > 0 ? (
        <ul className="divide-y divide-line">
          {items.map((item) => (
            <UploadRow
              key={item.key}
              item={item}
              onRetry={() => dispatch({ type: 'retry', key: item.key })}
              onRemove={() => dispatch({ type: 'removed', key: item.key })}
            />
          ))}
        </ul>
      ) : null}
      <p role="status" className="sr-only">
        {items.length > 0 ? `共 ${items.length} 个文件，已传好 ${stored.length} 个` : ''}
      </p>
      {stored.map((file) => (
        <input key={file.id} type="hidden" name={name} value={file.id} />
      ))}
    </fieldset>
  )
}

function useStored(items: UploadItem[], onStored?: (files: StoredFile[]) => void): StoredFile[] {
  const stored = items.flatMap((item) => (item.stored ? [item.stored] : []))
  const ids = stored.map((file) => file.id).join()
  const told = useRef(ids)
  const tell = useEffectEvent(() => onStored?.(stored))
  useEffect(() => {
    if (told.current !== ids) {
      told.current = ids
      tell()
    }
  }, [ids])
  return stored
}

// Through the browser's own validation, so that no form has to know about it.
function useUnfinishedWarning(input: RefObject<HTMLInputElement | null>, items: UploadItem[]) {
  const unfinished = items.filter((item) =>
    ['waiting', 'sending', 'interrupted'].includes(item.state),
  ).length
  useEffect(() => {
    input.current?.setCustomValidity(
      unfinished > 0 ? `还有 ${unfinished} 个文件没有传完，请等传完或移除后再提交。` : '',
    )
  }, [input, unfinished])
}

let lastKey = 0
function nextKey(): string {
  lastKey += 1
  return `chosen-${lastKey}`
}

const subscribeToNothing = () => () => {}
const isBrowser = () => true
const isServer = () => false
