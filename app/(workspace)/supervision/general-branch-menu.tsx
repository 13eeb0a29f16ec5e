import { menuItemClass } from '@/components/ui/menu-item'
import { MoreMenu } from '@/components/ui/more-menu'
import { addressOf } from '@/lib/tasks/address'
import type { SupervisedGeneralBranch } from '@/lib/tasks/supervision-scopes'
import { type Filter, keptOf } from './filters'

type GeneralBranchMenuProps = { filter: Filter; choices: SupervisedGeneralBranch[] }

/** The list of one 党总支, its own copies and those of its branches; gone where there is no choice. */
export function GeneralBranchMenu({ filter, choices }: GeneralBranchMenuProps) {
  const chosen = choices.find((choice) => choice.id === filter.under)
  if (choices.length < 2 && !chosen) {
    return null
  }
  const hrefOf = (under: string | undefined) =>
    addressOf('/supervision', { ...keptOf({ ...filter, under }), by: byOf(filter) })
  return (
    <MoreMenu
      trigger={chosen ? `党总支：${chosen.name}` : '按党总支看'}
      aria-label={chosen ? `按党总支看，现在是${chosen.name}` : '按党总支看'}
    >
      <a href={hrefOf(undefined)} data-soft="stay" className={menuItemClass}>
        全部
      </a>
      {choices.map((choice) => (
        <a key={choice.id} href={hrefOf(choice.id)} data-soft="stay" className={menuItemClass}>
          {choice.name}及所辖 {choice.copies}
        </a>
      ))}
    </MoreMenu>
  )
}

const byOf = ({ by }: Filter) => (by === 'copy' ? undefined : by)
