import { describe, expect, test } from 'vitest'
import { matchEntries, type PaletteEntry } from './palette-match'
import { pinyinKeys } from './pinyin-keys'

const entries: PaletteEntry[] = [
  '待办',
  '任务',
  '党建指数',
  '三库',
  '云课堂',
  '组织',
  '新建任务',
].map((label) => ({ label, href: `/${label}`, group: '去往', keys: pinyinKeys(label) }))

function labels(query: string): string[] {
  return matchEntries(entries, query).map((entry) => entry.label)
}

describe('matchEntries', () => {
  test('finds by the words, those that begin with them first', () => {
    expect(labels('任务')).toEqual(['任务', '新建任务'])
  })

  test('finds by pinyin, by initials and by a mixture', () => {
    expect(labels('dangjian')).toEqual(['党建指数'])
    expect(labels('djzs')).toEqual(['党建指数'])
    expect(labels('dangjzs')).toEqual(['党建指数'])
    expect(labels('党jian')).toEqual(['党建指数'])
    expect(labels('RW')).toEqual(['任务', '新建任务'])
    expect(labels('zhishu')).toEqual(['党建指数'])
  })

  test('an empty query lists everything in its order, an unknown one nothing', () => {
    expect(labels('  ')).toHaveLength(entries.length)
    expect(labels('xyz')).toEqual([])
  })
})

describe('pinyinKeys', () => {
  test('gives one sound for each character, other characters as they are', () => {
    expect(pinyinKeys('A类 党支部')).toBe('a lei dang zhi bu')
    expect(pinyinKeys('重庆银行')).toBe('chong qing yin hang')
  })
})
