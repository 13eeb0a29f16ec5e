import { CheckboxGroupField } from '@/components/form/form-fields'
import { organisationKindLabels } from '@/lib/organisation/schema'
import type { OrganisationNode } from '@/lib/organisation/tree'

type OrganisationChoicesProps = { name: string; tree: OrganisationNode[]; chosen?: string[] }

/** Branches and 党总支 one by one, under what they belong to. */
export function OrganisationChoices({ name, tree, chosen }: OrganisationChoicesProps) {
  return tree.map((root) => (
    <div key={root.id} className="space-y-4 border-line border-s-2 ps-4">
      {[root, ...root.children.filter((node) => node.kind === 'general_branch')].map((parent) => {
        const own = parent === root ? [] : [parent]
        const branches = parent.children.filter((node) => node.kind === 'branch')
        return branches.length + own.length > 0 ? (
          <CheckboxGroupField
            key={parent.id}
            name={name}
            label={parent === root ? '党委直属党支部' : parent.name}
            choices={[...own, ...branches].map((node) => ({
              value: node.id,
              label:
                node.kind === 'branch' ? node.name : `${organisationKindLabels[node.kind]}本身`,
            }))}
            defaultValue={chosen}
          />
        ) : null
      })}
    </div>
  ))
}
