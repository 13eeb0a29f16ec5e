const longestName = 120

// Control characters, halves of characters, and the marks that make text run the other way: `fdp.exe` shown as `exe.pdf`.
const unsafe = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** A name fit to be kept and shown: no folders, no control or direction marks, at most 120 characters. */
export function cleanFileName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last.replace(unsafe, '').replace(/\s+/g, ' ').trim()
  if (clean === '' || /^\.+$/.test(clean)) {
    return '未命名文件'
  }
  const characters = [...clean]
  if (characters.length <= longestName) {
    return clean
  }
  const extension = /\.[a-z0-9]{1,8}$/i.exec(clean)?.[0] ?? ''
  return characters.slice(0, longestName - extension.length).join('') + extension
}

/** The header that names a download: plain ASCII for old clients, RFC 5987 for the real name. */
export function contentDisposition(name: string, kind: 'inline' | 'attachment'): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
