import type { FormState } from '@/lib/form-state'
import { Notice } from '../ui/notice'

/** The sentence of a form that failed, with the number to tell the administrator. */
export function FormProblem({ state }: { state: FormState }) {
  return state.status === 'failed' ? (
    <Notice tone="error" live>
      {state.message}
    </Notice>
  ) : null
}

/** What had been typed into a field of a form that failed. */
export function typed(state: FormState, name: string): string | undefined {
  const value = state.status === 'failed' ? state.values[name] : undefined
  return Array.isArray(value) ? value[0] : value
}

/** The sentence about one field of a form that failed. */
export function faultOf(state: FormState, name: string): string | undefined {
  return state.status === 'failed' ? state.fields[name] : undefined
}
