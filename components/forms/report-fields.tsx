'use client'

import { useState, useSyncExternalStore } from 'react'
import { useFormFaults } from '@/components/form/action-form'
import type { ReportValues } from '@/lib/forms/states'
import type { StepForm } from '@/lib/tasks/reports/step-form'
import { FormFill } from './form-fill'

type ReportFieldsProps = {
  form: StepForm
  values: ReportValues
  onChange: (values: ReportValues) => void
}

/**
 * The form of a step inside the form that hands it in. With scripts everything travels as one field
 * `values`; without them each control is sent under its own name.
 */
export function ReportFields({ form, values, onChange }: ReportFieldsProps) {
  const faults = useFormFaults('v.')
  const hasScripts = useSyncExternalStore(subscribeToNothing, isBrowser, isServer)
  return (
    <section aria-label={form.name}>
      <h3 className="mb-3 font-semibold text-lg">{form.name}</h3>
      <FormFill
        definition={form.definition}
        values={values}
        onChange={onChange}
        known={form.known}
        people={form.people}
        organisations={form.organisations}
        files={form.files}
        faults={faults}
      />
      {hasScripts ? <input type="hidden" name="values" value={JSON.stringify(values)} /> : null}
    </section>
  )
}

/** The same where nothing is saved meanwhile: a report recorded for somebody else. */
export function UnsavedReportFields({ form }: { form: StepForm }) {
  const [values, setValues] = useState(form.values)
  return <ReportFields form={form} values={values} onChange={setValues} />
}

const subscribeToNothing = () => () => {}
const isBrowser = () => true
const isServer = () => false
