import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { type FormFieldKind, formFieldKinds } from '@/db/enums'
import { fieldKindLabels } from '@/lib/forms/states'

/** One button for each kind of field. */
export function AddField(props: { onAdd: (kind: FormFieldKind) => void; isEmpty: boolean }) {
  return (
    <Card title={props.isEmpty ? '先加第一项' : '再加一项'}>
      <p className="mb-3 text-muted">
        系统已有的（党员总数、书记、换届日期等）请选“自动带出”，不要再让支部填。
      </p>
      <div className="flex flex-wrap gap-2">
        {formFieldKinds.map((kind) => (
          <Button key={kind} onClick={() => props.onAdd(kind)}>
            {fieldKindLabels[kind]}
          </Button>
        ))}
      </div>
    </Card>
  )
}
