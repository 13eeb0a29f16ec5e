'use server'

import { afterNumberChange } from '@/lib/accounts/after-number-change'
import { action } from '@/lib/action'
import { addPerson } from '@/lib/organisation/add-person'
import { appointPost } from '@/lib/organisation/appoint-post'
import { attachMember } from '@/lib/organisation/attach-member'
import { correctPerson } from '@/lib/organisation/correct-person'
import { deleteGroup } from '@/lib/organisation/delete-group'
import { detachMember } from '@/lib/organisation/detach-member'
import { endOrganisation } from '@/lib/organisation/end-organisation'
import { endPost } from '@/lib/organisation/end-post'
import { foundOrganisation } from '@/lib/organisation/found-organisation'
import {
  appointForm,
  attachMemberInput,
  changeSecretaryForm,
  deleteGroupInput,
  detachMemberInput,
  endInput,
  endPostInput,
  foundInput,
  mergeInput,
  moveInput,
  renameInput,
  revealPhoneInput,
  saveGroupInput,
  setClassInput,
  setTermInput,
  transferMemberInput,
} from '@/lib/organisation/inputs'
import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { moveOrganisation } from '@/lib/organisation/move-organisation'
import { namePerson } from '@/lib/organisation/name-person'
import { addPersonInput, correctPersonInput } from '@/lib/organisation/person-inputs'
import { renameOrganisation } from '@/lib/organisation/rename-organisation'
import { revealPhone } from '@/lib/organisation/reveal-phone'
import { saveGroup } from '@/lib/organisation/save-group'
import { correctedFieldLabels } from '@/lib/organisation/schema'
import { setOrganisationClass } from '@/lib/organisation/set-organisation-class'
import { setOrganisationTerm } from '@/lib/organisation/set-organisation-term'
import { transferMember } from '@/lib/organisation/transfer-member'
import { changeSecretary } from '@/lib/tasks/change-secretary'
import { leavePosts } from '@/lib/tasks/leave-posts'
import { openWork } from '@/lib/tasks/open-work'
import { vacateSecretary } from '@/lib/tasks/vacate-secretary'

type OfOrganisation = { organisationId: string }
type OfPerson = { personId: string }

const personOnly = (_result: unknown, { personId }: OfPerson) => [
  `/organisation/people/${personId}`,
]

const changed = {
  words: () => '已办理。',
  revalidate: () => ['/organisation'],
  redirectTo: (_result: unknown, { organisationId }: OfOrganisation) =>
    `/organisation/${organisationId}`,
}

export const foundHere = action(foundInput, foundOrganisation, {
  ...changed,
  redirectTo: ({ organisationId }) => `/organisation/${organisationId}`,
})
export const renameHere = action(renameInput, renameOrganisation, changed)
export const moveHere = action(moveInput, moveOrganisation, changed)
export const setClassHere = action(setClassInput, setOrganisationClass, changed)
export const setTermHere = action(setTermInput, setOrganisationTerm, changed)

export const mergeHere = action(
  mergeInput,
  (ctx, input) => mergeOrganisation(ctx, input, openWork),
  { ...changed, redirectTo: (_result, { intoId }) => `/organisation/${intoId}` },
)
export const endHere = action(
  endInput,
  (ctx, input) => endOrganisation(ctx, input, openWork),
  changed,
)

export const transferHere = action(transferMemberInput, transferMember, {
  words: ({ personName, organisationName }) =>
    `${personName}的组织关系已转入“${organisationName}”。`,
  revalidate: personOnly,
})
export const attachHere = action(attachMemberInput, attachMember, {
  words: ({ personName, organisationName }) => `${personName}已编入“${organisationName}”。`,
  revalidate: personOnly,
})
export const detachHere = action(detachMemberInput, detachMember, {
  words: () => '编入已结束。',
  revalidate: ({ personId }) => [`/organisation/people/${personId}`],
})
export const addPersonHere = action(addPersonInput, addPerson, {
  words: ({ personName, organisationName, warnings }) =>
    [`${personName}已登记到“${organisationName}”。`, ...warnings].join(''),
  revalidate: (_result, { organisationId }: OfOrganisation) => [`/organisation/${organisationId}`],
})
export const correctPersonHere = action(
  correctPersonInput,
  (ctx, input) => correctPerson(ctx, input, { afterNumberChange }),
  {
    words: ({ fields, warnings }) =>
      fields.length === 0
        ? '与登记的一致，没有改动。'
        : [
            `已更正${fields.map((field) => correctedFieldLabels[field]).join('、')}。`,
            ...warnings,
          ].join(''),
    revalidate: personOnly,
  },
)

export const appointHere = action(
  appointForm,
  async (ctx, { person, ...input }) =>
    appointPost(ctx, { ...input, personId: await namePerson(ctx, input.organisationId, person) }),
  {
    words: ({ personName, label, warnings }) =>
      [`${personName}已任${label}。`, ...warnings].join(''),
    revalidate: (_result, { organisationId }) => [`/organisation/${organisationId}`],
  },
)
export const changeSecretaryHere = action(
  changeSecretaryForm,
  async (ctx, { person, ...input }) =>
    changeSecretary(
      ctx,
      { ...input, personId: await namePerson(ctx, input.organisationId, person) },
      openWork,
    ),
  {
    words: ({ personName, label, items, stopped, warnings }) =>
      [
        `${personName}已任${label}，在办任务 ${items} 项随职务移交，停发给原任的短信 ${stopped} 条。`,
        ...warnings,
      ].join(''),
    revalidate: (_result, { organisationId }) => [`/organisation/${organisationId}`],
  },
)
export const endPostHere = action(
  endPostInput,
  (ctx, input) => endPost(ctx, input, { leavePosts }),
  {
    words: ({ stopped }) =>
      stopped > 0 ? `已免去这项职务，停发给本人的短信 ${stopped} 条。` : '已免去这项职务。',
    revalidate: ({ organisationId }) => [`/organisation/${organisationId}`],
  },
)
export const vacateSecretaryHere = action(
  endPostInput,
  (ctx, input) => vacateSecretary(ctx, input, openWork),
  {
    words: ({ items }) => `已免去书记职务，在办任务 ${items} 项待新任书记接办。交接清单见下方。`,
    revalidate: ({ organisationId }) => [`/organisation/${organisationId}`],
  },
)

export const revealPhoneHere = action(revealPhoneInput, revealPhone, {
  words: ({ phone }) =>
    `手机号 ${phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3')}。只显示这一次，查看人、时间和原因已记录。`,
})

export const saveGroupHere = action(saveGroupInput, saveGroup, {
  words: ({ count }, { name }) => `分组“${name}”已保存，共 ${count} 个组织。`,
  revalidate: () => ['/organisation/groups'],
})
export const deleteGroupHere = action(deleteGroupInput, deleteGroup, {
  words: ({ name }) => `分组“${name}”已删除，已下达的任务不受影响。`,
  revalidate: () => ['/organisation/groups'],
})
