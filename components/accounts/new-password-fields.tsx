import type { FormState } from '@/lib/form-state'
import { TextField } from '../ui/text-field'
import { faultOf } from './form-problem'

/** A new password, twice. */
export function NewPasswordFields({ state }: { state: FormState }) {
  return (
    <>
      <TextField
        label="新密码"
        hint="至少 10 个字符，可以是一句自己记得住的话；不含工号"
        name="password"
        type="password"
        required
        minLength={10}
        autoComplete="new-password"
        error={faultOf(state, 'password')}
      />
      <TextField
        label="再填一遍新密码"
        name="passwordAgain"
        type="password"
        required
        autoComplete="new-password"
        error={faultOf(state, 'passwordAgain')}
      />
    </>
  )
}
