import { useEffect, useState } from 'react'

export type CheckedBoxes = { checked: number; total: number }

/** All boxes of one name that belong to a form, wherever they stand in the page. */
export function boxesOf(form: string, name: string): HTMLInputElement[] {
  const element = document.getElementById(form)
  const fields = element instanceof HTMLFormElement ? Array.from(element.elements) : []
  return fields.filter(
    (field): field is HTMLInputElement =>
      field instanceof HTMLInputElement && field.type === 'checkbox' && field.name === name,
  )
}

/** How many boxes are ticked; undefined until scripts run. */
export function useCheckedBoxes(form: string, name: string): CheckedBoxes | undefined {
  const [state, setState] = useState<CheckedBoxes>()
  useEffect(() => {
    function count() {
      const boxes = boxesOf(form, name)
      setState({ checked: boxes.filter((box) => box.checked).length, total: boxes.length })
    }
    count()
    document.addEventListener('change', count)
    return () => document.removeEventListener('change', count)
  }, [form, name])
  return state
}
