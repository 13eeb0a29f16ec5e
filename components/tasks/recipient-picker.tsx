import { CheckboxGroupField, TextAreaField } from '@/components/form/form-fields'
import { Unfold } from '@/components/ui/unfold'
import { organisationClasses } from '@/db/enums'
import { organisationClassLabels, organisationKindLabels } from '@/lib/organisation/schema'
import type { OrganisationNode } from '@/lib/organisation/tree'
import type { RecipientChoice } from '@/lib/tasks/schema'

type RecipientPickerProps = {
  tree: OrganisationNode[]
  groups: { id: string; name: string }[]
  chosen?: RecipientChoice
  persons?: string
}

/** 交办对象: by tree, class, saved group or person; the union counts. Works without scripts. */
export function RecipientPicker({ tree, groups, chosen, persons }: RecipientPickerProps) {
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
            <BranchChoices root={root} chosen={chosen} />
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
      <TextAreaField
        name="persons"
        label="个人"
        hint="填工号，或不重名的姓名；多个用空格、顿号或换行分开"
        rows={2}
        defaultValue={persons}
      />
    </div>
  )
}

function BranchChoices({ root, chosen }: { root: OrganisationNode; chosen?: RecipientChoice }) {
  const parents = [root, ...root.children.filter(isGeneralBranch)]
  return (
    <div className="space-y-4 border-line border-s-2 ps-4">
      {parents.map((parent) => {
        const own = parent === root ? [] : [parent]
        const branches = parent.children.filter((node) => node.kind === 'branch')
        return branches.length + own.length > 0 ? (
          <CheckboxGroupField
            key={parent.id}
            name="organisationIds[]"
            label={parent === root ? '党委直属党支部' : parent.name}
            choices={[...own, ...branches].map((node) => ({
              value: node.id,
              label:
                node.kind === 'branch' ? node.name : `${organisationKindLabels[node.kind]}本身`,
            }))}
            defaultValue={chosen?.organisationIds}
          />
        ) : null
      })}
    </div>
  )
}

function isGeneralBranch(node: OrganisationNode): boolean {
  return node.kind === 'general_branch'
}
