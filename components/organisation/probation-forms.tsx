import { ActionForm } from '@/components/form/action-form'
import { DateField, TextField } from '@/components/form/form-fields'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type ProbationProps = {
  action: FormAction
  personId: string
  /** Since when the present membership holds: the earliest day possible. */
  since: string
  today: string
}

/** 延长预备期, once, by half a year to a year. */
export function ExtendProbationForm(props: ProbationProps & { endsOn?: string | undefined }) {
  const { action, personId, since, today, endsOn } = props
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <p>
        需要继续考察和教育的，可以延长一次预备期，不少于半年、不超过一年（党章第七条）。延长期间仍按预备党员统计。
      </p>
      <DecidedOn since={since} today={today} />
      <DateField
        name="endsOn"
        label="原预备期届满日期"
        hint="预备期一年，自支部大会接收之日算起。"
        required
        defaultValue={endsOn}
      />
      <DateField
        name="until"
        label="延长至"
        hint="自原届满日期起，不少于半年、不超过一年。"
        required
      />
      <BasisField />
      <SubmitButton tone="primary">延长预备期</SubmitButton>
    </ActionForm>
  )
}

/** 取消预备党员资格: the person leaves the roster. */
export function CancelProbationForm(props: ProbationProps & { posts: number }) {
  const { action, personId, since, today, posts } = props
  return (
    <ActionForm action={action} hidden={{ personId }} className="space-y-4">
      <p>
        自决议之日起不再列入名册。{posts > 0 ? `现任职务 ${posts} 项同时免去。` : ''}
        委托给本人的任务退回支部，本人名下未办完的任务不再办理，编入同时结束；没有授予角色的，账号停用。以前的记录都保留。
      </p>
      <DecidedOn since={since} today={today} />
      <BasisField />
      <SubmitButton tone="danger">取消预备党员资格</SubmitButton>
    </ActionForm>
  )
}

function DecidedOn({ since, today }: { since: string; today: string }) {
  return <DateField name="on" label="支部大会决议日期" required min={since} max={today} />
}

function BasisField() {
  return (
    <TextField
      name="basis"
      label="依据"
      hint="支部大会决议和上级批复，例如 西岭信通党〔2026〕24号批复"
      required
      maxLength={200}
    />
  )
}
