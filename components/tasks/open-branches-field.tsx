'use client'

import { TextAreaField } from '@/components/form/form-fields'
import { Notice } from '@/components/ui/notice'
import { type BranchTally, openBranchesWords } from '@/lib/tasks/states'

/** What of a 党总支's branches is open while it hands in, and why it does not wait; else nothing. */
export function OpenBranchesField({ tally }: { tally: BranchTally | undefined }) {
  if (!tally || tally.open === 0) {
    return null
  }
  return (
    <>
      <Notice tone="warning" title={openBranchesWords(tally)}>
        可以等都通过初审再提交。现在就要提交的，请写明原因；审核人会看到这几个数和原因。
      </Notice>
      <TextAreaField name="openReason" label="为什么现在提交" required rows={2} maxLength={300} />
    </>
  )
}
