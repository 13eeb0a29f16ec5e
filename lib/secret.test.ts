import { expect, test } from 'vitest'
import { keyedHash, open, seal } from './secret'

test('what is sealed comes back whole', () => {
  for (const text of ['', 'a', '13812345678', '党支部 🎓', 'x'.repeat(5000)]) {
    expect(open(seal(text))).toBe(text)
  }
})

test('a changed byte, another format or a cut text is refused', () => {
  const sealed = seal('13812345678')
  const bytes = Buffer.from(sealed.slice(3), 'base64')
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  expect(() => open(`v1:${bytes.toString('base64')}`)).toThrow()
  expect(() => open(sealed.replace('v1:', 'v2:'))).toThrow('Unknown seal format')
  expect(() => open(sealed.slice(0, 20))).toThrow()
  expect(() => open('13812345678')).toThrow()
})

test('hashes of one value differ by purpose and agree with themselves', () => {
  expect(keyedHash('phone', '1')).toBe(keyedHash('phone', '1'))
  expect(keyedHash('phone', '1')).not.toBe(keyedHash('code', '1'))
  expect(keyedHash('phone', '1')).toMatch(/^[0-9a-f]{64}$/)
  // The line between purpose and value cannot be moved.
  expect(keyedHash('a', 'b\nc')).not.toBe(keyedHash('a\nb', 'd'))
})
