'use client'

import { useFieldState } from '@/components/form/action-form'

/** What a refused form says about its files, where the uploader stands. */
export function FilesError() {
  const { error } = useFieldState('fileIds')
  return error ? (
    <p role="alert" className="font-medium text-late text-sm">
      {error}
    </p>
  ) : null
}
