import type { MemberKind, OrganisationClass, OrganisationKind, PostKind } from '@/db/enums'
import { compact } from './workbook'

/** 组织类别 as the offices write it, or undefined when unknown. */
export function readKind(text: string): OrganisationKind | undefined {
  const plain = compact(text)
  if (/^(基层)?(党委|党的委员会|委员会)$/.test(plain)) {
    return 'committee'
  }
  if (/^(党总支|总支|总支部|党总支部|总支部委员会)$/.test(plain)) {
    return 'general_branch'
  }
  if (/^(联合)?(党支部|支部|支部委员会)$/.test(plain)) {
    return 'branch'
  }
  return /^(党小组|小组)$/.test(plain) ? 'group' : undefined
}

/** 考核分类 Ⅰ/Ⅱ/Ⅲ in any spelling, or undefined when unknown. */
export function readClass(text: string): OrganisationClass | undefined {
  // compact() has turned Ⅲ into III.
  const plain = compact(text)
    .toUpperCase()
    .replace(/[类档组]/g, '')
    .replace(/^第/, '')
  const classes: Record<string, OrganisationClass> = {
    I: 'I',
    II: 'II',
    III: 'III',
    '1': 'I',
    '2': 'II',
    '3': 'III',
    一: 'I',
    二: 'II',
    三: 'III',
  }
  return classes[plain]
}

/** 党员类别, or undefined when unknown. */
export function readMemberKind(text: string): MemberKind | undefined {
  const plain = compact(text)
  if (/^(中共)?正式(党员)?$/.test(plain)) {
    return 'full'
  }
  return /^(中共)?预备(党员)?$/.test(plain) ? 'probationary' : undefined
}

/** 性别, or undefined when unknown. */
export function readSex(text: string): 'male' | 'female' | undefined {
  const plain = compact(text)
  return /^男性?$/.test(plain) ? 'male' : /^女性?$/.test(plain) ? 'female' : undefined
}

/** A post as written in 党内职务: what, at which level, and whether 主持工作. */
export interface WrittenPost {
  post: PostKind
  /** The kind of organisation it is held in; the member's own branch unless it says otherwise. */
  level: 'committee' | 'general_branch' | 'branch' | 'group'
  isActing: boolean
}

const postWords: readonly [RegExp, PostKind][] = [
  [/^副书记$/, 'deputy_secretary'],
  [/^书记$/, 'secretary'],
  [/^组织委员$/, 'organisation_commissioner'],
  [/^宣传委员$/, 'publicity_commissioner'],
  [/^(纪检|纪律)(检查)?委员$/, 'discipline_commissioner'],
  [/^委员|(青年|群工|统战|保密|生活|学习|文体|群众|青工|妇女)委员$/, 'commissioner'],
  [/^(党务|党建)(专责|干事|工作者|专干)$/, 'clerk'],
]

/** The posts of a 党内职务 cell; `unknown` holds the words that are no post we know. */
export function readPosts(text: string): { posts: WrittenPost[]; unknown: string[] } {
  const posts: WrittenPost[] = []
  const unknown: string[] = []
  const words = text.normalize('NFKC').split(/[、,;/\s]|兼|以及|(?<=委员|书记|专责)和/)
  for (const word of words.map(compact).filter((part) => part !== '' && !/^[-—无]$/.test(part))) {
    const post = readPost(word)
    if (post) {
      posts.push(post)
    } else {
      unknown.push(word)
    }
  }
  return { posts, unknown }
}

/** 党小组组长 leads a group as a secretary leads a branch: `小组长`, `第一党小组组长`, `副组长`. */
const groupLeader = /^(?:.{0,20}党小组|第?[一二三四五六七八九十\d]{0,3}小组)?(副)?组?长$/

function readGroupPost(word: string): WrittenPost | undefined {
  const title = word.replace(/\((代理|代)\)|^代理?/g, '')
  const found = word.includes('组') ? groupLeader.exec(title) : null
  return found
    ? {
        post: found[1] ? 'deputy_secretary' : 'secretary',
        level: 'group',
        isActing: title !== word,
      }
    : undefined
}

function readPost(word: string): WrittenPost | undefined {
  const ofGroup = readGroupPost(word)
  if (ofGroup) {
    return ofGroup
  }
  const isActing = /主持|代理|^代|\(代\)/.test(word)
  const bare = word.replace(/\((主持工作|主持|代理|代)\)|主持工作|^代理?/g, '')
  const level = /^党委(?!党建)/.test(bare)
    ? 'committee'
    : /^党?总支/.test(bare)
      ? 'general_branch'
      : 'branch'
  const title = bare.replace(/^(党委|党?总支部?|党?支部|支委会|支委)(委员会)?(?=.)/, '')
  const found = postWords.find(([pattern]) => pattern.test(title))
  if (found) {
    // 副书记主持工作 does the secretary's work under the deputy's name.
    return { post: found[1], level, isActing }
  }
  return /^(支委|主持工作)$/.test(word) || (isActing && title === '')
    ? { post: isActing ? 'secretary' : 'commissioner', level: 'branch', isActing }
    : undefined
}
