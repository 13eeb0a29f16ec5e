'use server'

import { action } from '@/lib/action'
import { archiveForm, restoreForm } from '@/lib/forms/archive-form'
import { copyForm } from '@/lib/forms/copy-form'
import { saveForm } from '@/lib/forms/save-form'
import { copyFormInput, formInput, saveFormInput } from '@/lib/forms/schema'

const shown = (_: unknown, { formId }: { formId: string }) => [`/forms/${formId}`, '/forms']

export const saveFormAction = action(saveFormInput, saveForm, {
  words: ({ form, version }) => `已保存“${form.name}”第 ${version.version} 版。`,
  revalidate: shown,
  redirectTo: ({ form }) => `/forms/${form.id}`,
})

export const copyFormAction = action(copyFormInput, copyForm, {
  words: (form) => `已复制为“${form.name}”。`,
  redirectTo: (form) => `/forms/${form.id}`,
})

export const archiveFormAction = action(formInput, archiveForm, {
  words: (form) => `“${form.name}”已停用，填报过的内容都在。`,
  revalidate: shown,
})

export const restoreFormAction = action(formInput, restoreForm, {
  words: (form) => `“${form.name}”已恢复使用。`,
  revalidate: shown,
})
