import { describe, expect, test } from 'vitest'
import { newId } from '@/db/ids'
import { accountsPlace } from './accounts/schema'
import { addressCursor, addressName, addressText } from './address-field'
import { organisationAddress } from './organisation/address'
import { boardAddress, branchAddress, cursorText, taskAddress } from './tasks/address'

const id = newId()
const beyondTime = `99999999999999999_${id}`
const notAnId = '-'.repeat(36)

describe('whatever is unreadable in an address falls away', () => {
  test('moments beyond time and ids that are none', () => {
    const at = new Date('2026-09-15T09:00:00Z')
    expect(addressCursor.parse(cursorText({ at, id }))).toEqual({ at, id })
    for (const given of [beyondTime, `999999999999999_${id}`, `1_${notAnId}`, 'abc', undefined]) {
      expect(addressCursor.parse(given)).toBeUndefined()
    }
    for (const schema of [boardAddress, taskAddress, branchAddress]) {
      expect(schema.parse({ after: beyondTime }).after).toBeUndefined()
      expect(schema.parse({ after: `1_${notAnId}` }).after).toBeUndefined()
    }
  })

  test('names with an id that is none', () => {
    expect(addressName.parse(`张三_${id}`)).toEqual({ name: '张三', id })
    expect(organisationAddress.parse({ after: `张三_${notAnId}` }).after).toBeUndefined()
  })

  test('text that no database can hold', () => {
    expect(addressText(5).parse(' 支部 ')).toBe('支部')
    expect(addressText(5).parse('支\0部')).toBeUndefined()
    expect(addressText(5).parse('一二三四五六')).toBeUndefined()
    expect(boardAddress.parse({ q: '\0', from: '\0' })).toMatchObject({ by: 'task' })
    expect(accountsPlace.parse({ q: 'a\0' }).q).toBeUndefined()
  })
})
