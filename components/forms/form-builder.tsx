'use client'

import { useState } from 'react'
import { ActionForm, useFieldState } from '@/components/form/action-form'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/notice'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextAreaField, TextField } from '@/components/ui/text-field'
import type { FormAction } from '@/lib/form-state'
import { definitionFaults } from '@/lib/forms/in-browser/states'
import type { Overlap } from '@/lib/forms/overlap'
import type { FormDefinition } from '@/lib/forms/states'
import { AddField } from './add-field'
import { FieldEditor, type KnownChoice } from './field-editor'
import { FormPreview } from './form-preview'
import { useFieldList } from './use-field-list'

type FormBuilderProps = {
  save: FormAction
  formId: string
  /** Of the version this page shows; both 0 for a new form. */
  version: number
  revision: number
  name: string
  definition: FormDefinition
  knownChoices: KnownChoice[]
  overlaps: Overlap[]
  /** Said on the button: a frozen version is followed by a new one. */
  saveLabel: string
}

/** Fields on the left, the form as the branch will see it on the right; saved as one draft. */
export function FormBuilder(props: FormBuilderProps) {
  const { save, formId, version, revision, knownChoices, overlaps } = props
  const [name, setName] = useState(props.name)
  const [intro, setIntro] = useState(props.definition.intro)
  const [minutes, setMinutes] = useState(String(props.definition.minutes ?? ''))
  const [isTried, setTried] = useState(false)
  const list = useFieldList(props.definition.fields)
  const definition: FormDefinition = {
    format: 1,
    intro,
    minutes: /^[1-9]\d{0,3}$/.test(minutes) ? Number(minutes) : null,
    fields: list.fields,
  }
  const faults = isTried ? definitionFaults(name, definition) : {}
  return (
    <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,26rem)] lg:items-start">
      <ActionForm
        action={save}
        hidden={{
          formId,
          version: String(version),
          revision: String(revision),
          definition: JSON.stringify(definition),
        }}
        className="min-w-0 space-y-4"
      >
        <Card title="这张表">
          <div className="space-y-4">
            <NameField value={name} onChange={setName} fault={faults.name} />
            <TextAreaField
              name="intro"
              label="填报说明"
              hint="显示在最上面：填什么、什么口径"
              rows={2}
              maxLength={500}
              value={intro}
              error={faults.intro}
              onChange={(event) => setIntro(event.currentTarget.value)}
            />
            <TextField
              name="minutes"
              label="一个支部约需（分钟）"
              hint="不填就按项数估算，下达前换算成全公司工时"
              inputMode="numeric"
              pattern="[1-9][0-9]{0,3}"
              title="请填写整数分钟"
              value={minutes}
              onChange={(event) => setMinutes(event.currentTarget.value)}
            />
          </div>
        </Card>
        {faults.fields ? <Notice tone="error">{faults.fields}</Notice> : null}
        <ol className="space-y-3" aria-label="填报内容">
          {list.fields.map((field, index) => (
            <FieldEditor
              key={field.key}
              field={field}
              index={index}
              count={list.fields.length}
              isOpen={list.openKey === field.key}
              faults={faultsUnder(faults, `fields.${index}.`)}
              overlap={overlaps.find((one) => one.fieldKey === field.key)}
              knownChoices={knownChoices}
              fieldLabels={list.fields.map((one) => one.label).filter(Boolean)}
              onOpen={(isOpen) => list.open(isOpen ? field.key : null)}
              onChange={(part) => list.change(field.key, part)}
              onMove={(by) => list.move(field.key, by)}
              onCopy={() => list.copy(field.key)}
              onRemove={() => list.remove(field.key)}
            />
          ))}
        </ol>
        <AddField onAdd={list.add} isEmpty={list.fields.length === 0} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton
            tone="primary"
            size="large"
            pendingLabel="正在保存…"
            onClick={() => setTried(true)}
          >
            {props.saveLabel}
          </SubmitButton>
        </div>
      </ActionForm>
      {/* Outside the form: what is tried here is neither asked for nor sent. */}
      <FormPreview name={name} definition={definition} knownChoices={knownChoices} />
    </div>
  )
}

function NameField(props: { value: string; onChange: (value: string) => void; fault?: string }) {
  const { error } = useFieldState('name')
  return (
    <TextField
      name="name"
      label="表名"
      required
      minLength={2}
      maxLength={60}
      value={props.value}
      error={props.fault ?? error}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

function faultsUnder(faults: Record<string, string>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(faults).flatMap(([path, words]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), words]] : [],
    ),
  )
}
