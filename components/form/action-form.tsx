'use client'

import { unstable_isUnrecognizedActionError, unstable_rethrow } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  useActionState,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { Notice } from '@/components/ui/notice'
import { type FormAction, type FormState, formToValues } from '@/lib/form-state'

const FormContext = createContext<FormState>({ status: 'idle' })

type ActionFormProps = {
  action: FormAction
  /** Sent along, e.g. the id of what is acted on. */
  hidden?: Record<string, string>
  children: ReactNode
  className?: string
  id?: string
  /** Where a browser without scripts sends the form instead, files included. */
  plainAction?: string
  /** What such a browser was answered: shown until the form is sent again. */
  plainRefusal?: string
  /** Runs before the form leaves. */
  onSend?: () => Promise<void>
  onDone?: () => void
}

/**
 * A form for a server action. It works without scripts; a refusal shows its sentence on top, marks
 * the fields, and keeps everything that was filled in, as does a lost connection.
 */
export function ActionForm(props: ActionFormProps) {
  const { action, hidden = {}, children, className, id, plainAction, plainRefusal } = props
  const [posted, post] = useActionState<FormState, FormData>(action, { status: 'idle' })
  const [answered, setAnswered] = useState<FormState | null>(null)
  const hasScripts = useSyncExternalStore(subscribeToNothing, isBrowser, isServer)
  const state = answered ?? posted

  async function send(form: FormData) {
    await props.onSend?.()
    const answer = await answerOf(action, state, form)
    setAnswered(answer)
    if (answer.status === 'done') {
      props.onDone?.()
    }
  }

  const plain = plainAction
    ? ({ action: plainAction, method: 'post', encType: 'multipart/form-data' } as const)
    : { action: post }
  return (
    <form {...(hasScripts ? { action: send } : plain)} className={className} id={id}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormOutcome state={state} plainRefusal={plainRefusal} />
      <FormContext value={state}>{children}</FormContext>
    </form>
  )
}

/** The action's answer; a lost connection or a new release becomes a refusal that loses nothing. */
async function answerOf(action: FormAction, state: FormState, form: FormData): Promise<FormState> {
  try {
    return await action(state, form)
  } catch (error) {
    unstable_rethrow(error)
    const message = unstable_isUnrecognizedActionError(error)
      ? '系统刚刚更新过，这个页面已过期。请先复制填写的内容，再刷新页面重试。'
      : '没有连上服务器，填写的内容还在。请检查网络后再按一次，不会重复提交。'
    return {
      status: 'failed',
      code: 'unavailable',
      message,
      fields: {},
      values: formToValues(form),
    }
  }
}

function FormOutcome({ state, plainRefusal }: { state: FormState; plainRefusal?: string }) {
  const place = useRef<HTMLDivElement>(null)
  // A long form is sent from its end, and the answer stands at its head.
  useEffect(() => {
    if (state.status !== 'idle') {
      place.current?.scrollIntoView({ block: 'nearest' })
    }
  }, [state])
  const refusal = state.status === 'failed' ? state.message : plainRefusal
  const words = state.status === 'done' ? state.words : refusal
  return words ? (
    <div ref={place} className="mb-4 scroll-mt-[calc(var(--spacing-topbar)+1rem)]">
      <Notice tone={state.status === 'done' ? 'done' : 'error'} live>
        {words}
      </Notice>
    </div>
  ) : null
}

interface FieldState {
  /** The form was sent and refused: what was filled in counts, not the defaults. */
  isRefused: boolean
  error?: string
  value?: string | string[]
}

/** What the form knows of one field after it was refused: its sentence and what was filled in. */
export function useFieldState(name: string): FieldState {
  const state = useContext(FormContext)
  if (state.status !== 'failed') {
    return { isRefused: false }
  }
  const key = name.replace(/\[\]$/, '')
  return { isRefused: true, error: state.fields[key], value: state.values[key] }
}

/** The sentences of a refused form whose names begin so, by the rest of their name. */
export function useFormFaults(prefix: string): Record<string, string> {
  const state = useContext(FormContext)
  const fields = state.status === 'failed' ? state.fields : {}
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, words]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), words]] : [],
    ),
  )
}

const subscribeToNothing = () => () => {}
const isBrowser = () => true
const isServer = () => false
