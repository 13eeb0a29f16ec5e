import { CheckboxGroupField, TextAreaField } from '@/components/form/form-fields'
import { Unfold } from '@/components/ui/unfold'
import { organisationClasses } from '@/db/enums'
import { organisationClassLabels } from '@/lib/organisation/schema'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { RecipientChoice } from '@/lib/tasks/schema'
import { OrganisationChoices } from './organisation-choices'

type RecipientPickerProps = {
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  chosen?: RecipientChoice
  persons?: string
  /** A template names no single persons. */
  hasPersons?: boolean
}

/** 交办对象: by tree, class, saved group or person; the union counts. Works without scripts. */
export function RecipientPicker(props: RecipientPickerProps) {
  const { tree, groups, chosen, persons, hasPersons = true } = props
  return (
    <div className="space-y-5">
      {tree.map((root) => (
        <div key={root.id} className="space-y-4">
          <CheckboxGroupField
            name="underIds[]"
            label="按层级"
            hint="选中后包括当时所辖的全部党支部"
            choices={[root, ...root.children.filter(isGeneralBranch)].map((node) => ({
              value: node.id,
              label: node === root ? '全部党支部' : `${node.name}所辖党支部`,
            }))}
            defaultValue={chosen?.underIds}
          />
          <Unfold label="逐个选择党组织" open={(chosen?.organisationIds.length ?? 0) > 0}>
            <OrganisationChoices
              name="organisationIds[]"
              tree={[root]}
              chosen={chosen?.organisationIds}
            />
          </Unfold>
        </div>
      ))}
      <CheckboxGroupField
        name="classes[]"
        label="按考核分类"
        choices={organisationClasses.map((value) => ({
          value,
          label: `${organisationClassLabels[value]}党支部`,
        }))}
        defaultValue={chosen?.classes}
      />
      {groups.length > 0 ? (
        <CheckboxGroupField
          name="groupIds[]"
          label="按常用分组"
          choices={groups.map((group) => ({ value: group.id, label: group.name }))}
          defaultValue={chosen?.groupIds}
        />
      ) : null}
      {hasPersons ? (
        <TextAreaField
          name="persons"
          label="个人"
          hint="填工号，或不重名的姓名；多个用空格、顿号或换行分开"
          rows={2}
          defaultValue={persons}
        />
      ) : null}
    </div>
  )
}

function isGeneralBranch(node: OrganisationNode): boolean {
  return node.kind === 'general_branch'
}
