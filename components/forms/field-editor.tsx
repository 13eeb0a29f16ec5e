import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { SelectField } from '@/components/ui/choice-field'
import { TextField } from '@/components/ui/text-field'
import type { Overlap } from '@/lib/forms/overlap'
import { type FormField, fieldKindLabels, isPlain } from '@/lib/forms/states'
import { KindOptions } from './kind-options'
import { OverlapNotice } from './overlap-notice'

export interface KnownChoice {
  key: string
  label: string
  kind: 'text' | 'number' | 'date' | null
}

type FieldEditorProps = {
  field: FormField
  index: number
  count: number
  isOpen: boolean
  /** Sentences by the part of the field: `label`, `choices`, `columns.0.label`. */
  faults: Record<string, string>
  overlap?: Overlap
  knownChoices: KnownChoice[]
  /** Names that a formula can use. */
  fieldLabels: string[]
  onOpen: (isOpen: boolean) => void
  onChange: (part: Partial<FormField>) => void
  onMove: (by: 1 | -1) => void
  onCopy: () => void
  onRemove: () => void
}

/** One field under construction: a line when closed, everything about it when open. */
export function FieldEditor(props: FieldEditorProps) {
  const { field, index, count, isOpen, faults } = props
  const name = field.label || '（未命名）'
  const faultCount = Object.keys(faults).length
  return (
    <li className="rounded-card border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2">
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => props.onOpen(!isOpen)}
          className="min-h-target min-w-0 flex-1 text-start font-medium underline-offset-4 hover:underline"
        >
          {index + 1}. {name}
          <span className="ps-2 font-normal text-muted text-sm">
            {fieldKindLabels[field.kind]}
            {field.required || field.kind === 'computed' ? '' : ' · 选填'}
            {field.knownKey ? ' · 自动带出' : ''}
          </span>
        </button>
        {faultCount > 0 ? <Badge tone="late">{faultCount} 处要改</Badge> : null}
        {props.overlap && !props.overlap.isSettled && !isDecided(field) ? (
          <Badge tone="behind">系统已有</Badge>
        ) : null}
        <div className="flex gap-1">
          <Button
            size="small"
            tone="quiet"
            disabled={index === 0}
            aria-label={`“${name}”上移`}
            onClick={() => props.onMove(-1)}
          >
            上移
          </Button>
          <Button
            size="small"
            tone="quiet"
            disabled={index === count - 1}
            aria-label={`“${name}”下移`}
            onClick={() => props.onMove(1)}
          >
            下移
          </Button>
        </div>
      </div>
      {isOpen || faultCount > 0 ? <Opened {...props} name={name} /> : null}
    </li>
  )
}

function isDecided(field: FormField): boolean {
  return field.knownKey !== '' || (field.stillWanted && field.stillWantedReason !== '')
}

function Opened(props: FieldEditorProps & { name: string }) {
  const { field, faults, onChange, name } = props
  const id = `editor-${field.key}`
  return (
    <div className="space-y-4 border-line border-t px-4 py-4">
      {props.overlap ? <OverlapNotice {...props} overlap={props.overlap} /> : null}
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField
          name={`${id}-label`}
          label="名称"
          required
          maxLength={60}
          value={field.label}
          error={faults.label}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
        />
        <TextField
          name={`${id}-help`}
          label="填写说明"
          maxLength={200}
          value={field.help}
          error={faults.help}
          onChange={(event) => onChange({ help: event.currentTarget.value })}
        />
        <KindOptions
          field={field}
          faults={faults}
          fieldLabels={props.fieldLabels}
          onChange={onChange}
        />
        {isPlain(field) && field.kind !== 'computed' ? (
          <SelectField
            name={`${id}-known`}
            label="自动带出"
            placeholder="不带出，由支部填写"
            value={field.knownKey}
            error={faults.knownKey}
            choices={props.knownChoices
              .filter(({ kind }) => kind === null || kind === field.kind || field.kind === 'text')
              .map(({ key, label }) => ({ value: key, label }))}
            onChange={(event) => onChange({ knownKey: event.currentTarget.value })}
          />
        ) : null}
        {isPlain(field) ? (
          <TextField
            name={`${id}-publish`}
            label="审核后留作已知数据"
            hint="起个名字，别的表就能自动带出，不再重复填"
            maxLength={30}
            value={field.publishKey}
            error={faults.publishKey}
            onChange={(event) => onChange({ publishKey: event.currentTarget.value })}
          />
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {field.kind === 'computed' ? null : (
          <label className="flex min-h-target items-center gap-2">
            <input
              type="checkbox"
              className="size-[1.15em] accent-brand"
              checked={field.required}
              onChange={(event) => onChange({ required: event.currentTarget.checked })}
            />
            必填
          </label>
        )}
        <span className="flex-1" />
        <Button size="small" onClick={props.onCopy} aria-label={`复制“${name}”`}>
          复制一项
        </Button>
        <Button size="small" tone="danger" onClick={props.onRemove} aria-label={`删去“${name}”`}>
          删去
        </Button>
      </div>
    </div>
  )
}
