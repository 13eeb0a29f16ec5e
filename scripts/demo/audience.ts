import { type RecipientChoice, recipientChoice } from '@/lib/tasks/schema'
import type { Audience } from './texts/task-text'
import { type DemoPerson, organisationOf, personNamed, type World } from './world'

/** The recipients of a task as the form would send them. */
export function choiceFor(world: World, audience: Audience): RecipientChoice {
  const under = (key: string) => ({ underIds: [organisationOf(world, key).id] })
  if (typeof audience !== 'string') {
    const organisationIds = audience.map((key) => organisationOf(world, key).id)
    return recipientChoice.parse({ organisationIds })
  }
  const parts = {
    all: under('committee'),
    front: { classes: ['I'] },
    service: { classes: ['II'] },
    working: { classes: ['I', 'II'] },
    retirees: under('retirees'),
  }
  return recipientChoice.parse(parts[audience])
}

/** Who issues: 党委党建部, or the department in whose charge it is. */
export function issuerOf(world: World, department: string | undefined): DemoPerson {
  return personNamed(world, department ? '程立新' : '陈晓春')
}

/** Who reviews a branch's work: the issuer, but nobody his own branch. */
export function reviewerOf(world: World, issuer: DemoPerson, branchKey: string): DemoPerson {
  return issuer.branch === branchKey ? personNamed(world, '孙雅琴') : issuer
}

/** The second pair of eyes for what the issuer has recorded, or null where none is free. */
export function confirmerOf(world: World, branchKey: string): DemoPerson | null {
  const colleague = personNamed(world, '孙雅琴')
  return colleague.branch === branchKey ? null : colleague
}

/** A report's blanks filled in for a branch on a day. */
export function fillIn(
  text: string,
  branch: { name: string; size: number },
  absent: number,
  at: { month: number; day: number },
): string {
  return text
    .replaceAll('{支部}', branch.name)
    .replaceAll('{应到}', String(branch.size))
    .replaceAll('{实到}', String(Math.max(1, branch.size - absent)))
    .replaceAll('{日}', `${at.month}月${at.day}日`)
}
