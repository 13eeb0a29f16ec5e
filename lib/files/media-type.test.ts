import { expect, test } from 'vitest'
import { parseRange } from './byte-range'
import { cleanFileName, contentDisposition } from './file-name'
import { detectMediaType, isProgram, isShownInline } from './media-type'

const ends = (head: string, tail = head) => ({
  head: Buffer.from(head, 'latin1'),
  tail: Buffer.from(tail, 'latin1'),
})

test.each([
  ['%PDF-1.7\n', 'a.jpg', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', 'a', 'image/png'],
  ['\xff\xd8\xff\xe0', 'a', 'image/jpeg'],
  ['RIFF\0\0\0\0WEBPVP8 ', 'a', 'image/webp'],
  ['\0\0\0\x18ftypmp42', 'a', 'video/mp4'],
  ['\0\0\0\x18ftypheic', 'a', 'image/heic'],
  ['\0\0\0\x18ftypM4A ', 'a', 'audio/mp4'],
  ['PK\x03\x04....[Content_Types].xml', 'a.docx', 'application/zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '表.xls', 'application/vnd.ms-excel'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', '无扩展名', 'application/x-ole-storage'],
  ['<html><script>alert(1)</script>', 'a.html', 'text/plain; charset=utf-8'],
  ['<svg xmlns="x" onload="alert(1)">', 'a.svg', 'text/plain; charset=utf-8'],
  ['BM is how this text begins', 'a.txt', 'text/plain; charset=utf-8'],
  ['\xd6\xa7\xb2\xbf', '支部.txt', 'text/plain; charset=gb18030'],
  ['BM\x36\0\0\0\0\0', 'a', 'image/bmp'],
  ['\0\x01\x02\x03', 'a.pdf', 'application/octet-stream'],
])('%j named %s is %s', (head, name, mediaType) => {
  expect(detectMediaType(ends(head), name)).toBe(mediaType)
})

test('a zip container is told by the names at its end', () => {
  expect(detectMediaType(ends('PK\x03\x04', 'word/document.xml'), 'a.zip')).toContain(
    'wordprocessingml',
  )
})

test('programs are known, texts that look a little like one are not', () => {
  expect(isProgram(Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'))).toBe(true)
  expect(isProgram(Buffer.from('\x7fELF\x02'))).toBe(true)
  expect(isProgram(Buffer.from('MZ 集团简介'))).toBe(false)
})

test('only what cannot run is shown in place', () => {
  expect(['image/png', 'application/pdf', 'text/plain', 'video/mp4'].every(isShownInline)).toBe(
    true,
  )
  expect(['text/html', 'image/svg+xml', 'application/zip'].some(isShownInline)).toBe(false)
})

test('names lose folders, control and direction marks, and stay short', () => {
  expect(cleanFileName('C:\\报告\\总结.docx')).toBe('总结.docx')
  expect(cleanFileName('合同\u202Efdp.exe')).toBe('合同fdp.exe')
  expect(cleanFileName('..')).toBe('未命名文件')
  expect(cleanFileName(`${'长'.repeat(300)}.pdf`)).toMatch(/^长{116}\.pdf$/)
  expect(cleanFileName('半个\ud800字')).toBe('半个字')
})

test('a name in the header cannot end the header or the quotes', () => {
  const header = contentDisposition('a"b\\c%.txt', 'attachment')
  expect(header).toBe('attachment; filename="a_b_c_.txt"; filename*=UTF-8\'\'a%22b%5Cc%25.txt')
})

test.each([
  [null, 'whole'],
  ['bytes=0-', { start: 0, end: 9 }],
  ['bytes=3-5', { start: 3, end: 5 }],
  ['bytes=3-500', { start: 3, end: 9 }],
  ['bytes=-4', { start: 6, end: 9 }],
  ['bytes=-400', { start: 0, end: 9 }],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=5-3', 'whole'],
  ['bytes=0-1,4-5', 'whole'],
  ['bytes=-', 'whole'],
  ['items=0-5', 'whole'],
])('range %s of ten bytes', (header, expected) => {
  expect(parseRange(header, 10)).toEqual(expected)
})
