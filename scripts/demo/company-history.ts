import { mergeOrganisation } from '@/lib/organisation/merge-organisation'
import { renameOrganisation } from '@/lib/organisation/rename-organisation'
import { saveGroup } from '@/lib/organisation/save-group'
import { addDays, dayOf, momentOf } from '@/lib/period'
import { openWork } from '@/lib/tasks/open-work'
import { heroKey, mergedKey, renamedKey } from './company'
import { savedGroup } from './present-plan'
import { organisationOf, personNamed, type Stage, type World } from './world'

/**
 * A rename, a merger and a saved group, by the real verbs, before the first task of the demo.
 * @returns the group's id
 */
export async function writeHistory(world: World, stage: Stage): Promise<string> {
  const officer = personNamed(world, '陈晓春').id
  const today = dayOf(world.now)
  const id = (key: string) => organisationOf(world, key).id

  const renamedOn = addDays(today, -425)
  await renameOrganisation(await stage.as(officer, momentOf(renamedOn, '10:20')), {
    organisationId: id(renamedKey),
    name: '软件研发党支部',
    on: renamedOn,
    basis: `西岭信通党〔${renamedOn.slice(0, 4)}〕22号`,
  })
  const mergedOn = addDays(today, -330)
  const merging = await stage.as(officer, momentOf(mergedOn, '15:05'))
  await mergeOrganisation(
    merging,
    {
      organisationId: id(mergedKey),
      intoId: id(heroKey),
      on: mergedOn,
      basis: `机构调整，西岭信通党〔${mergedOn.slice(0, 4)}〕27号`,
      decisions: [],
      workBasis: undefined,
    },
    openWork,
  )
  const savedOn = addDays(today, -300)
  const saved = await saveGroup(await stage.as(officer, momentOf(savedOn, '09:12')), {
    groupId: undefined,
    name: savedGroup.name,
    organisationIds: savedGroup.branches.map(id),
  })
  stage.heard()
  return saved.groupId
}
