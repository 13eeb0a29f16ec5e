'use server'

import { action } from '@/lib/action'
import { activateTemplate, deactivateTemplate } from '@/lib/tasks/templates/activate-template'
import { createTaskFromTemplate } from '@/lib/tasks/templates/create-task'
import { installTemplate } from '@/lib/tasks/templates/install-template'
import { saveTaskAsTemplate } from '@/lib/tasks/templates/save-task-as-template'
import { saveTemplate } from '@/lib/tasks/templates/save-template'
import {
  activateTemplateInput,
  createFromTemplateInput,
  installTemplateInput,
  saveAsTemplateInput,
  saveTemplateInput,
} from '@/lib/tasks/templates/schema'

export const saveTemplateAction = action(saveTemplateInput, saveTemplate, {
  words: ({ name }) => `已保存模板“${name}”。`,
  redirectTo: ({ id }) => `/templates/${id}`,
})

export const installTemplateAction = action(installTemplateInput, installTemplate, {
  words: ({ name }) => `已取用“${name}”，还没有启用。`,
  redirectTo: ({ id }) => `/templates/${id}`,
})

export const activateTemplateAction = action(activateTemplateInput, activateTemplate, {
  words: ({ name }) => `已启用“${name}”。`,
  revalidate: ({ id }) => [`/templates/${id}`],
})

export const deactivateTemplateAction = action(activateTemplateInput, deactivateTemplate, {
  words: ({ name }) => `已停用“${name}”。`,
  revalidate: ({ id }) => [`/templates/${id}`],
})

export const createFromTemplateAction = action(createFromTemplateInput, createTaskFromTemplate, {
  words: ({ title }) => `已建草稿“${title}”。`,
  redirectTo: ({ id }) => `/tasks/${id}/edit`,
})

export const saveTaskAsTemplateAction = action(saveAsTemplateInput, saveTaskAsTemplate, {
  words: ({ name }) => `已存为模板“${name}”。`,
  redirectTo: ({ id }) => `/templates/${id}`,
})
