import { expect, test } from 'vitest'
import { maskPhone, normalisePhone, openPhone, phoneLookup, sealPhone } from './phone'

test.each([
  ['13812345678', '13812345678'],
  [' 138-1234-5678 ', '13812345678'],
  ['１３８１２３４５６７８', '13812345678'],
  ['+86 138 1234 5678', '13812345678'],
  ['008613812345678', '13812345678'],
  ['8613812345678', '13812345678'],
  ['(138)1234.5678', '13812345678'],
  ['12812345678', null],
  ['1381234567', null],
  ['138123456789', null],
  ['010-62345678', null],
  ['未提供', null],
  ['', null],
])('%j is %j', (text, phone) => {
  expect(normalisePhone(text)).toBe(phone)
})

test('is kept so that it can be found and shown, not read', () => {
  const sealed = sealPhone('13812345678')
  expect(sealed.phoneMasked).toBe('138****5678')
  expect(maskPhone('13812345678')).toBe(sealed.phoneMasked)
  expect(JSON.stringify(sealed)).not.toContain('13812345678')
  expect(sealed.phoneLookup).toBe(phoneLookup('13812345678'))
  expect(sealed.phoneLookup).not.toBe(phoneLookup('13812345679'))
  expect(openPhone(sealed.phoneCipher)).toBe('13812345678')
})

test('one number sealed twice looks different', () => {
  expect(sealPhone('13812345678').phoneCipher).not.toBe(sealPhone('13812345678').phoneCipher)
})
