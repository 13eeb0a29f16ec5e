import { expect, test } from 'vitest'
import type { MeetingPack, PackBranch } from '@/lib/review/pack-schema'
import { branchName, placeWords } from './slide-words'
import { slideOfNumber, slidesOf } from './slides'

const branch = (given: Partial<PackBranch> = {}) =>
  ({
    id: 'b',
    number: 3,
    name: '通信运维党支部',
    class: 'II',
    mergedIntoName: null,
    unscoredCount: 0,
    unscoredHundredths: 0,
    place: {
      compared: 12,
      band: { position: 3, bands: 4, fromHundredths: 8400, toHundredths: 8800, members: 4 },
      interval: null,
      rankInterval: null,
    },
    ...given,
  }) as PackBranch

test('last decisions first, a page for each branch, what was decided at the end', () => {
  const pack = {
    branches: [branch(), branch()],
    earlier: { period: '2026Q2', decisions: Array.from({ length: 7 }) },
  } as Pick<MeetingPack, 'branches' | 'earlier'>
  const slides = slidesOf(pack, 0)
  expect(slides.map((one) => one.kind)).toEqual([
    'opening',
    'opening',
    'branch',
    'branch',
    'closing',
  ])
  expect(slideOfNumber(slides, 2)).toBe(3)
  expect(slideOfNumber(slides, 3)).toBeNull()
  expect(slideOfNumber(slides, 0)).toBeNull()
})

test('a band and never a rank; what is not compared says why', () => {
  expect(placeWords(branch(), false)).toBe('Ⅱ类第三档（84.00–88.00） · 同档 4 个支部不分先后')
  const alone = branch({ place: { ...branch().place, compared: 1 } })
  expect(placeWords(alone, false)).toBe('Ⅱ类只有 1 个支部可比，不作比较')
  const unscored = branch({ unscoredCount: 2, unscoredHundredths: 1500 })
  expect(placeWords(unscored, false)).toBe('2 项未评（满分 15.00 分），总分为暂计，暂不比较')
  const merged = branch({ mergedIntoName: '网络安全党支部' })
  expect(placeWords(merged, false)).toContain('并入网络安全党支部')
  expect(placeWords(merged, true)).not.toContain('网络安全')
  expect(branchName(branch(), true)).toBe('Ⅱ类 3 号支部')
})
