import { useState } from 'react'
import { Card } from '@/components/ui/card'
import type { FormDefinition, ReportValues } from '@/lib/forms/states'
import type { KnownChoice } from './field-editor'
import { FormFill } from './form-fill'

type FormPreviewProps = { name: string; definition: FormDefinition; knownChoices: KnownChoice[] }

const someone = [{ id: 'someone', label: '（支部党员名单）' }]
const someplace = [{ id: 'someplace', label: '（党组织名单）' }]

/** The form as a branch will see it; one can try it, nothing is kept. */
export function FormPreview({ name, definition, knownChoices }: FormPreviewProps) {
  const [values, setValues] = useState<ReportValues>({})
  const known = Object.fromEntries(
    definition.fields.flatMap((field) => {
      const choice = knownChoices.find((one) => one.key === field.knownKey)
      return choice ? [[field.key, { value: '', source: choice.label }]] : []
    }),
  )
  return (
    <div className="lg:sticky lg:top-[calc(var(--spacing-topbar)+1rem)] lg:max-h-[calc(100dvh-var(--spacing-topbar)-2rem)] lg:overflow-y-auto">
      <Card title="支部看到的样子" aside="可以试填，不会保存">
        <p className="mb-4 font-semibold text-lg">{name || '（未命名）'}</p>
        {definition.fields.length === 0 ? (
          <p className="text-muted">还没有填报内容。</p>
        ) : (
          <FormFill
            // Begun anew when fields come or go: what was tried is kept nowhere.
            key={definition.fields.map((field) => field.key + field.kind).join()}
            definition={definition}
            values={values}
            onChange={setValues}
            known={known}
            people={someone}
            organisations={someplace}
            isPreview
          />
        )}
      </Card>
    </div>
  )
}
