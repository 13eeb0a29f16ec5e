import { RadioField, TextField } from '@/components/form/form-fields'
import { Unfold } from '@/components/ui/unfold'
import type { CompletionRule, DispatchRoute } from '@/db/enums'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { RecipientChoice } from '@/lib/tasks/schema'
import { OrganisationChoices } from './organisation-choices'

type HandlingFieldsProps = {
  tree: OrganisationNode[]
  chosen?: RecipientChoice
  route?: DispatchRoute
  completionRule?: CompletionRule
  completionCount?: number
}

/** How it goes out beyond the common case: 协办, to each person, by way of the 党总支. */
export function HandlingFields(props: HandlingFieldsProps) {
  const { tree, chosen, route = 'direct', completionRule = 'all', completionCount } = props
  const audience = chosen?.audience ?? 'organisation'
  const assists = chosen?.assistIds ?? []
  return (
    <div className="mt-4 space-y-2 border-line border-t pt-2">
      <Unfold
        label="交办到每个人、经党总支转办"
        open={audience !== 'organisation' || route !== 'direct'}
      >
        <div className="space-y-4 border-line border-s-2 ps-4">
          <RadioField
            name="audience"
            label="由谁办理"
            required
            choices={[
              {
                value: 'organisation',
                label: '党组织',
                detail: '一个党组织一份，由书记、支委办理',
              },
              { value: 'officers', label: '每名书记、支委', detail: '一人一份' },
              { value: 'members', label: '每名党员', detail: '一人一份' },
            ]}
            defaultValue={audience}
          />
          <RadioField
            name="completionRule"
            label="一个支部多少人完成就算完成"
            required
            choices={[
              { value: 'all', label: '全部' },
              { value: 'any', label: '有一人完成即可' },
              { value: 'count', label: '达到下面的人数' },
            ]}
            defaultValue={completionRule}
          />
          <TextField
            name="completionCount"
            label="人数"
            inputMode="numeric"
            className="max-w-40"
            defaultValue={completionCount}
          />
          <RadioField
            name="route"
            label="怎么下达"
            required
            choices={[
              { value: 'direct', label: '直达党支部', detail: '抄送所属党总支' },
              {
                value: 'general_branch',
                label: '经党总支',
                detail: '党总支分解给所辖支部，先初审，再汇总报来',
              },
            ]}
            defaultValue={route}
          />
        </div>
      </Unfold>
      <Unfold label="协办的党组织" open={assists.length > 0}>
        <p className="text-muted text-sm">选了协办后，上面选的是牵头。协办只配合，不计分。</p>
        <OrganisationChoices name="assistIds[]" tree={tree} chosen={assists} />
      </Unfold>
    </div>
  )
}
