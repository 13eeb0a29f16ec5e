import { expect, test } from 'vitest'
import { formToObject } from './form-input'
import { formToValues } from './form-state'

function form(...fields: [string, string | File][]): FormData {
  const data = new FormData()
  for (const [name, value] of fields) {
    data.append(name, value)
  }
  return data
}

test('names with [] are lists, empty fields are absent, the last of a repeated name counts', () => {
  expect(
    formToObject(
      form(
        ['title', '主题党日'],
        ['basis', ''],
        ['ids[]', 'a'],
        ['ids[]', ''],
        ['ids[]', 'b'],
        ['flag', 'off'],
        ['flag', 'on'],
      ),
    ),
  ).toEqual({ title: '主题党日', basis: undefined, ids: ['a', 'b'], flag: 'on' })
})

test('files and what the framework adds do not travel this way', () => {
  const data = form(['$ACTION_ID_1', 'x'], ['file', new File(['x'], 'a.txt')], ['a', '1'])
  expect(formToObject(data)).toEqual({ file: undefined, a: '1' })
})

test('a failed form gets back what was filled in, never passwords or codes', () => {
  const data = form(
    ['name', '王敏'],
    ['password', 'secret'],
    ['newPassword', 'secret'],
    ['code', '123456'],
    ['setupCode', 'x'],
    ['ids[]', 'a'],
  )
  expect(formToValues(data)).toEqual({ name: '王敏', ids: ['a'] })
})

test('a field named like a part of every object is just a field', () => {
  const object = formToObject(form(['__proto__', 'x'], ['constructor', 'y']))
  expect(({} as Record<string, unknown>).x).toBeUndefined()
  expect(object.constructor).toBe('y')
})
