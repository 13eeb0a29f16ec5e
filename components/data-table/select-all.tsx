'use client'

import { boxesOf, useCheckedBoxes } from './checked-boxes'

/** Ticks or clears every box of the list; absent until scripts run. */
export function SelectAll({ form, name }: { form: string; name: string }) {
  const boxes = useCheckedBoxes(form, name)
  if (!boxes) {
    return <span className="sr-only">选择</span>
  }
  return (
    <label className="grid size-6 cursor-pointer place-items-center">
      <input
        type="checkbox"
        aria-label="全选本页"
        className="size-[1.15em] accent-brand"
        ref={(node) => {
          if (node) {
            node.indeterminate = boxes.checked > 0 && boxes.checked < boxes.total
          }
        }}
        checked={boxes.total > 0 && boxes.checked === boxes.total}
        onChange={(event) => {
          for (const box of boxesOf(form, name)) {
            box.checked = event.currentTarget.checked
          }
        }}
      />
    </label>
  )
}
