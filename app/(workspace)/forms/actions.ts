'use server'

import { action } from '@/lib/action'
import { archiveForm, restoreForm } from '@/lib/forms/archive-form'
import { copyForm } from '@/lib/forms/copy-form'
import { saveForm } from '@/lib/forms/save-form'
import { copyFormInput, formInput, saveFormInput, setLayoutInput } from '@/lib/forms/schema'
import { setLayout } from '@/lib/forms/set-layout'

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

export const setLayoutAction = action(setLayoutInput, setLayout, {
  words: ({ map }) =>
    map
      ? `版式已可用：工作表“${map.sheet}”第 ${map.headRow} 行为表头，对上 ${map.columns.length} 列（${map.columns.map((one) => one.head).join('、')}）${map.unmatched.length > 0 ? `；没有对上的列留空：${map.unmatched.slice(0, 8).join('、')}` : ''}。`
      : '已取消版式，汇总表按默认样式导出。',
  revalidate: ({ formId }) => [`/forms/${formId}`],
})
