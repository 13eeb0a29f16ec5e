import type { MemberKind } from '@/db/enums'
import { maskPhone } from '@/lib/phone'
import type { CellFault } from './faults'
import { readPhone } from './read-phone'
import type { PeopleColumn } from './table'
import { readMemberKind, readPosts, readSex, type WrittenPost } from './words'

type Report = (column: PeopleColumn, fault: CellFault) => void

/** Reads 性别; an unknown word is a warning and leaves it open. */
export function readSexCell(text: string, report: Report): 'male' | 'female' | null {
  const sex = readSex(text)
  if (text !== '' && !sex) {
    report('sex', {
      code: 'sex-unknown',
      message: `性别“${text.slice(0, 10)}”不认识，先空着`,
      suggestion: '填写 男 或 女',
    })
  }
  return sex ?? null
}

/** Reads 党内职务; unknown words are a warning, the person still gets in. */
export function readPostCell(
  text: string,
  report: Report,
): { posts: WrittenPost[]; hasUnknownPost: boolean } {
  const { posts, unknown } = readPosts(text)
  if (unknown.length > 0) {
    report('post', {
      code: 'post-unknown',
      message: `职务“${unknown.join('、').slice(0, 40)}”不认识，本人照常导入，这一职务先不记`,
      suggestion: '填写 书记、副书记、组织委员、宣传委员、纪检委员、委员、党务专责 或 党小组组长',
    })
  }
  return { posts, hasUnknownPost: unknown.length > 0 }
}

/** Reads 党员类别, which decides who counts for what: missing or unknown is an error. */
export function readMemberKindCell(text: string, report: Report): MemberKind {
  const kind = readMemberKind(text)
  if (!kind) {
    report('memberKind', {
      code: text === '' ? 'member-kind-missing' : 'member-kind-unknown',
      message: text === '' ? '没有写党员类别' : `党员类别“${text.slice(0, 20)}”不认识`,
      suggestion: '填写 正式党员 或 预备党员',
    })
  }
  return kind ?? 'full'
}

/** Reads 手机号: eleven digits, or null when there is none (a warning) or it is wrong (an error). */
export function readPhoneCell(text: string, report: Report): string | null {
  const read = readPhone(text)
  if (read.problem !== undefined) {
    report('phone', {
      code: 'phone-invalid',
      message: `${read.problem}（${maskFaultyPhone(text)}）`,
      suggestion: read.suggestion
        ? '只留一个号码'
        : '向本人核对后填写 11 位手机号；没有就清空这一格',
      replacement: read.suggestion,
    })
    return null
  }
  if (read.value === null) {
    report('phone', {
      code: 'phone-missing',
      message: '收不到短信',
      suggestion: '补上号码，或列入当面、电话、纸质告知名单',
    })
  }
  return read.value
}

/** A faulty number as it may be shown: its ends, and only when something is left to hide. */
export function maskFaultyPhone(text: string): string {
  return text.length < 9 ? '****' : maskPhone(text)
}
