import { newId } from '@/db/ids'
import { signInCodes } from '@/db/schema'
import { createMembership, grantRole } from '@/db/testing/factories'
import { issueChoice } from '@/lib/accounts/choice-ticket'
import { fileComplaint } from '@/lib/complaints/file-complaint'
import { previewRoster } from '@/lib/organisation/roster/preview-roster'
import { packRoster, sampleRoster } from '@/lib/organisation/roster/sample-workbook'
import { phoneLookup } from '@/lib/phone'
import { changeSecretary } from '@/lib/tasks/change-secretary'
import { openWork } from '@/lib/tasks/open-work'
import type { Round } from './pages'
import { account, contextOf, dayFromNow, type World } from './world'

/** Pages that need something to have happened first, by those who meet them. */
export async function furtherRounds(
  world: World,
  unconfirmed: string,
): Promise<Record<string, Round>> {
  const { officer, colleague } = world
  return {
    further: {
      who: officer,
      visits: [
        { name: '一件意见', path: await complaint(world) },
        { name: '交接清单', path: await handover(world) },
        { name: '预备党员', path: await probationary(world), opens: ['转正'] },
      ],
    },
    colleague: {
      who: colleague,
      visits: [{ name: '代录待确认', path: unconfirmed, opens: ['不予确认'] }],
    },
    importer: await importRound(world),
    choosing: await choosingRound(world),
  }
}

/** A complaint of the first member; its address. */
export async function complaint(world: World): Promise<string> {
  const { id } = await fileComplaint(await contextOf(world, world.members[0]), {
    complaintId: newId(),
    kind: 'burden',
    text: '同一张表一个季度填了两次，建议合并。',
  })
  return `/complaints/${id}`
}

/** The second branch gets a new secretary; the address of the 交接清单. */
export async function handover(world: World): Promise<string> {
  const organisationId = world.branches[1].id
  const next = await account(world.db, '赵永胜', world.branches[1])
  const { handoverIds } = await changeSecretary(
    await contextOf(world, world.officer),
    {
      organisationId,
      personId: next.id,
      isActing: false,
      on: dayFromNow(0),
      basis: '支部党员大会选举',
    },
    openWork,
  )
  return `/organisation/handovers/${handoverIds[0]}`
}

async function probationary({ db, branches }: World): Promise<string> {
  const person = await account(db, '孔思琪')
  await createMembership(db, person, branches[0], { memberKind: 'probationary' })
  return `/organisation/people/${person.id}`
}

/** A roster with one fault, staged by a system administrator of its own. */
export async function importRound(world: World): Promise<Round> {
  const importer = await account(world.db, '钱继业')
  await grantRole(world.db, importer, 'system_admin')
  const roster = sampleRoster()
  roster.people[0]?.splice(4, 1, '一九六一年')
  const { importId } = await previewRoster(await contextOf(world, importer), {
    fileName: '党员花名册.xlsx',
    bytes: await packRoster(roster),
    classification: 'internal',
  })
  const path = `/organisation/import/${importId}`
  return { who: importer, visits: [{ name: '花名册预览', path, opens: ['作废'] }] }
}

/** A browser that has proved a number two people share, and has not said who it is. */
async function choosingRound({ db, branches }: World): Promise<Round> {
  const phone = `1${String(Date.now()).slice(-10)}`
  await account(db, '乔振华', branches[0], phone)
  await account(db, '冯素梅', branches[0], phone)
  const now = new Date()
  const codeId = newId()
  await db.insert(signInCodes).values({
    id: codeId,
    phoneLookup: phoneLookup(phone),
    codeHash: 'used',
    createdAt: now,
    expiresAt: now,
    usedAt: now,
  })
  return {
    who: null,
    cookie: { name: 'sign-in-choice', value: issueChoice(codeId, now) },
    visits: [{ name: '选择本人', path: '/sign-in/choose' }],
  }
}
