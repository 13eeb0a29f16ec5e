import { useEffect, useRef, useState } from 'react'

/** What a key does; the names are those of the help page. */
export interface MeetingActs {
  move: (by: 1 | -1) => void
  goTo: (place: 'first' | 'last') => void
  goToNumber: (number: number) => void
  turnPage: (by: 1 | -1) => void
  entries: () => void
  table: () => void
  decide: () => void
  decisions: () => void
  agenda: () => void
  hideNames: () => void
  intervals: () => void
  fullscreen: () => void
  blackout: () => void
  notes: () => void
  help: () => void
  /** Escape: back to the page of the branch. */
  leave: () => void
}

const jumpDelayMs = 1000

type Plain = Exclude<keyof MeetingActs, 'move' | 'goTo' | 'goToNumber' | 'turnPage'>

const letters: Record<string, Plain> = {
  t: 'table',
  d: 'decide',
  l: 'decisions',
  a: 'agenda',
  h: 'hideNames',
  i: 'intervals',
  f: 'fullscreen',
  b: 'blackout',
  '.': 'blackout',
  n: 'notes',
  '?': 'help',
  '？': 'help',
  Enter: 'entries',
  Escape: 'leave',
}

/**
 * The keyboard of the meeting, remote controls included (PageUp, PageDown). Digits gather and jump
 * with Enter or after a second. Nothing is taken from somebody who is typing.
 * @returns the digits typed so far
 */
export function useMeetingKeys(acts: MeetingActs): string {
  const [digits, setDigits] = useState('')
  const present = useRef({ acts, digits })
  present.current = { acts, digits }

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { acts, digits } = present.current
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
        return
      }
      if (/^\d$/.test(event.key)) {
        setDigits(`${digits}${event.key}`.slice(-3))
      } else if (event.key === 'Enter' && digits !== '') {
        setDigits('')
        acts.goToNumber(Number(digits))
      } else if (!act(acts, event)) {
        return
      }
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])

  useEffect(() => {
    if (digits === '') {
      return
    }
    const timer = setTimeout(() => {
      setDigits('')
      present.current.acts.goToNumber(Number(digits))
    }, jumpDelayMs)
    return () => clearTimeout(timer)
  }, [digits])

  return digits
}

function act(acts: MeetingActs, { key, target }: KeyboardEvent): boolean {
  // A button that has the focus keeps its own Enter and space.
  const isOnButton = target instanceof HTMLButtonElement
  switch (key) {
    case 'ArrowRight':
    case 'PageDown':
      acts.move(1)
      return true
    case 'ArrowLeft':
    case 'PageUp':
      acts.move(-1)
      return true
    case 'ArrowDown':
      acts.turnPage(1)
      return true
    case 'ArrowUp':
      acts.turnPage(-1)
      return true
    case 'Home':
      acts.goTo('first')
      return true
    case 'End':
      acts.goTo('last')
      return true
    case ' ':
      if (!isOnButton) {
        acts.move(1)
      }
      return !isOnButton
  }
  const name = letters[key] ?? letters[key.toLowerCase()]
  if (!name || (name === 'entries' && isOnButton)) {
    return false
  }
  acts[name]()
  return true
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
}
