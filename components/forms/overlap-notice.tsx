import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import type { Overlap } from '@/lib/forms/overlap'
import type { FormField } from '@/lib/forms/states'

type OverlapNoticeProps = {
  field: FormField
  overlap: Overlap
  faults: Record<string, string>
  onChange: (part: Partial<FormField>) => void
  onRemove: () => void
}

/** What asks for something that is known: fill it by itself, leave it out, or say why it is wanted. */
export function OverlapNotice(props: OverlapNoticeProps) {
  const { field, overlap, onChange } = props
  const { knownKey } = overlap
  if (field.knownKey !== '') {
    return null
  }
  return (
    <Notice
      tone="warning"
      title="这一项系统已经掌握，还要支部再填吗？"
      actions={
        <>
          {knownKey ? (
            <Button size="small" onClick={() => onChange({ knownKey, stillWanted: false })}>
              改为自动带出
            </Button>
          ) : null}
          <Button size="small" onClick={props.onRemove}>
            不填了，删去
          </Button>
          <Button size="small" onClick={() => onChange({ stillWanted: !field.stillWanted })}>
            {field.stillWanted ? '不需要了' : '仍要填写'}
          </Button>
        </>
      }
    >
      <p>{overlap.source}。</p>
      {field.stillWanted ? (
        <div className="mt-2">
          <TextField
            name={`editor-${field.key}-reason`}
            label="为什么还要填"
            required
            maxLength={200}
            value={field.stillWantedReason}
            error={props.faults.stillWantedReason}
            onChange={(event) => onChange({ stillWantedReason: event.currentTarget.value })}
          />
        </div>
      ) : null}
    </Notice>
  )
}
