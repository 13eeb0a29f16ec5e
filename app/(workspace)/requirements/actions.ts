'use server'

import { action } from '@/lib/action'
import { changeRequirement } from '@/lib/tasks/requirements/change-requirement'
import { closeRequirement, reopenRequirement } from '@/lib/tasks/requirements/close-requirement'
import { registerRequirement } from '@/lib/tasks/requirements/register-requirement'
import {
  changeRequirementInput,
  closeRequirementInput,
  registerRequirementInput,
  reopenRequirementInput,
} from '@/lib/tasks/requirements/schema'

export const registerRequirementAction = action(registerRequirementInput, registerRequirement, {
  words: ({ number }) => `已立项，编号 ${number}。`,
  redirectTo: ({ id }) => `/requirements/${id}`,
})

export const changeRequirementAction = action(changeRequirementInput, changeRequirement, {
  words: ({ number }) => `已保存 ${number}。`,
  redirectTo: ({ id }) => `/requirements/${id}`,
})

export const closeRequirementAction = action(closeRequirementInput, closeRequirement, {
  words: ({ number }) => `${number} 已销号。`,
  revalidate: ({ id }) => [`/requirements/${id}`],
})

export const reopenRequirementAction = action(reopenRequirementInput, reopenRequirement, {
  words: ({ number }) => `${number} 已恢复办理。`,
  revalidate: ({ id }) => [`/requirements/${id}`],
})
