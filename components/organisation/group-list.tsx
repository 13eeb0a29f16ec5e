import { ActionForm } from '@/components/form/action-form'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { SubmitButton } from '@/components/ui/submit-button'
import type { FormAction } from '@/lib/form-state'

type GroupListProps = {
  groups: { id: string; name: string; names: string[]; canDelete: boolean }[]
  action: FormAction
}

/** The saved groups with what belongs to them. */
export function GroupList({ groups, action }: GroupListProps) {
  if (groups.length === 0) {
    return <EmptyState title="还没有分组">选好组织、起个名称保存，下达时一次选中。</EmptyState>
  }
  return (
    <div className="space-y-4">
      {groups.map((group) => (
        <Card key={group.id} title={group.name} aside={`${group.names.length} 个组织`}>
          <p>{group.names.join('、')}</p>
          {group.canDelete ? (
            <ActionForm action={action} hidden={{ groupId: group.id }} className="mt-3">
              <SubmitButton tone="danger" size="small">
                删除
              </SubmitButton>
            </ActionForm>
          ) : null}
        </Card>
      ))}
    </div>
  )
}
