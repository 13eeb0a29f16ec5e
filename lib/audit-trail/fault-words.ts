import type { AuditFault } from './verify'

/** A fault as one line: which entry, and what happened to it. */
export function faultWords(fault: AuditFault): string {
  const at = `第 ${fault.seq} 条`
  switch (fault.kind) {
    case 'tampered':
      return `${at}：内容被改动，与当时的校验值不符`
    case 'removed':
      return fault.lastSeq === fault.seq
        ? `${at}：被删除`
        : `第 ${fault.seq} 至 ${fault.lastSeq} 条：被删除`
    case 'moved':
      return `${at}：次序被改动，原本是第 ${fault.originalSeq} 条`
    case 'unlinked':
      return `${at}：与前一条接不上，此处或之前有记录被替换`
    case 'cut':
      return `第 ${fault.seq} 至 ${fault.lastSeq} 条：末尾被截去，凭证上印有第 ${fault.lastSeq} 条`
    case 'rewritten':
      return `${at}：与凭证上印的校验值不符，此前的记录被重写过`
  }
}
