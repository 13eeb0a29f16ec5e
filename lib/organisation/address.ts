import { z } from 'zod'
import { addressName } from '@/lib/address-field'

const day = z.iso.date().optional().catch(undefined)
const uuid = z.uuid().optional().catch(undefined)

/** What stands in the address of organisation pages; anything unreadable falls back to the default. */
export const organisationAddress = z.object({
  /** 时点: the day looked at, today when absent. */
  on: day,
  /** Key of the last person of the page before: `name_id`. */
  after: addressName,
  /** The organisation a merger goes into. */
  into: uuid,
})

export const unreachableAddress = z.object({ after: uuid })

/** What a form about one organisation does to it. */
export const changeActs = ['found', 'rename', 'move', 'class', 'term', 'merge', 'end'] as const
export type ChangeAct = (typeof changeActs)[number]

export const changeActLabels: Record<ChangeAct, string> = {
  found: '设立下级组织',
  rename: '更名',
  move: '调整隶属',
  class: '考核类别',
  term: '任期届满日',
  merge: '合并',
  end: '撤销',
}

export const changeParams = z.object({ organisationId: z.uuid(), act: z.enum(changeActs) })
export const isId = (text: string) => z.uuid().safeParse(text).success

/** A path with these search parameters, empty ones left out. */
export function addressOf(path: string, parameters: Record<string, string | undefined>): string {
  const search = new URLSearchParams(
    Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1])),
  )
  return search.size > 0 ? `${path}?${search}` : path
}
