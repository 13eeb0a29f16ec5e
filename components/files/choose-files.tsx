import {
  type ChangeEvent,
  type DragEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useState,
} from 'react'
import { buttonClass } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { maxFileBytes } from '@/lib/files/states'

type ChooseFilesProps = {
  ref: RefObject<HTMLInputElement | null>
  id: string
  label: string
  /** False until the scripts run: then it is the field that carries the files itself. */
  hasScripts: boolean
  onFiles: (files: File[]) => void
}

/** The three ways to name files: the device's chooser, its camera, dragging. */
export function ChooseFiles({ ref, id, label, hasScripts, onFiles }: ChooseFilesProps) {
  const takeEarly = useEffectEvent(() => takeFrom(ref.current, onFiles))
  // What was chosen before the scripts arrived is not lost.
  useEffect(() => takeEarly(), [])
  const take = (event: ChangeEvent<HTMLInputElement>) => takeFrom(event.target, onFiles)
  return (
    <DropArea onFiles={onFiles} isActive={hasScripts}>
      <label htmlFor={id} className={hasScripts ? buttonClass() : 'font-medium'}>
        选择文件
        <span className="sr-only">：{label}</span>
      </label>
      <input
        ref={ref}
        id={id}
        type="file"
        multiple
        name={hasScripts ? undefined : 'files'}
        onChange={take}
        className={hasScripts ? 'sr-only' : 'block min-h-target max-w-full py-2'}
      />
      {hasScripts ? (
        <label className={classNames(buttonClass(), 'pointer-fine:hidden')}>
          拍照
          <input
            type="file"
            accept="image/*"
            capture="environment"
            onChange={take}
            className="sr-only"
          />
        </label>
      ) : null}
      <span className="text-muted text-sm">
        {hasScripts ? (
          <span className="pointer-coarse:hidden max-lg:hidden">也可以把文件拖到这里，</span>
        ) : null}
        单个不超过 {maxFileBytes / 1024 / 1024} MB
      </span>
    </DropArea>
  )
}

// Emptied at once, so that the same file can be chosen again.
function takeFrom(input: HTMLInputElement | null, onFiles: (files: File[]) => void): void {
  const files = [...(input?.files ?? [])]
  if (input && files.length > 0) {
    input.value = ''
    onFiles(files)
  }
}

type DropAreaProps = {
  onFiles: (files: File[]) => void
  isActive: boolean
  children: ReactNode
}

function DropArea({ onFiles, isActive, children }: DropAreaProps) {
  const [isOver, setIsOver] = useState(false)
  const over = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(true)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setIsOver(false)
    onFiles([...event.dataTransfer.files])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is an extra; the button does the same
    <div
      onDragOver={isActive ? over : undefined}
      onDragLeave={() => setIsOver(false)}
      onDrop={isActive ? drop : undefined}
      className={classNames(
        'flex flex-wrap items-center gap-3 rounded-card border border-dashed px-4 py-3',
        'focus-within:outline-2 focus-within:outline-focus',
        isOver ? 'border-soon bg-soon-wash' : 'border-edge',
      )}
    >
      {children}
    </div>
  )
}
