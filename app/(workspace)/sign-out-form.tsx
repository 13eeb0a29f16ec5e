import { LeavingForm } from '@/components/form/leaving-form'
import { menuItemClass } from '@/components/ui/menu-item'
import { signOutHere } from './me/actions'

/** The way out, as the last line of the viewer's menu. */
export function SignOutForm() {
  return (
    <LeavingForm action={signOutHere} plainAction="/api/sign-out">
      <button type="submit" className={menuItemClass}>
        退出登录
      </button>
    </LeavingForm>
  )
}
