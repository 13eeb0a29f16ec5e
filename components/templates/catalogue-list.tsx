import { ActionForm } from '@/components/form/action-form'
import { Card } from '@/components/ui/card'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'
import type { CatalogueEntry } from '@/lib/tasks/templates/catalogue'
import { anchorWords, originLabels } from '@/lib/tasks/templates/states'

type CatalogueListProps = {
  /** Each with the id its template would get. */
  entries: (CatalogueEntry & { templateId: string })[]
  install: FormAction
}

/** Built-in templates that have not been taken over, with where each comes from. */
export function CatalogueList({ entries, install }: CatalogueListProps) {
  return (
    <Card title="内置模板：三会一课和组织生活" flush>
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-80">
              <h3 className="font-semibold">
                {entry.name}{' '}
                <span className="font-normal text-muted text-sm">{originLabels[entry.origin]}</span>
              </h3>
              <p className="text-muted text-sm">{entry.basis}</p>
              <p className="text-sm">{anchorWords(entry.recurrence, entry.anchor)}</p>
            </div>
            <ActionForm action={install} hidden={{ templateId: entry.templateId, key: entry.key }}>
              <SubmitButton aria-label={`取用${entry.name}`}>取用</SubmitButton>
            </ActionForm>
          </li>
        ))}
      </ul>
    </Card>
  )
}
