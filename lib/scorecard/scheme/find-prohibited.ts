import type { Indicator, SchemeDocument } from './schema'

/** Why something may not be a source of marks: the clause it breaks, and a sentence for the author. */
export interface Prohibition {
  clause: string
  sentence: string
}

const measures = '国办函〔2026〕12号《政务移动互联网应用程序规范化管理办法》'
const burden = '中办国办《整治形式主义为基层减负若干规定》（2024年）'

const lawful =
  /(?:经费|党费|资金|场地|阵地|活动室|活动场所|预算|设备)使用率|打卡(?:地|点)|网络?评(?:论)?员|(?:及时|按时|按规定)?转发(?:上级|文件|通知|精神|会议|简报|方案)/g

/** What no score may stand on, as it is written on tables; matched on text without blanks and signs. */
const traces: readonly [RegExp, string][] = [
  [
    /(?:学习|观看|收看|收听|在线|浏览|播放|登录|登陆|使用|停留|阅读|听课|课程|刷课|挂机).{0,6}时长|(?:观看|收看|在线|浏览|停留|刷课|挂机)(?:总|累计|平均|人均)*时间|时长(?:排名|积分|统计)/,
    '学习、观看、在线的时长',
  ],
  [/登录|登陆|上线率|在线率|在线(?:人数|天数)|日活|月活|活跃(?:度|率|用户|天数)/, '登录和活跃情况'],
  [/点赞|获赞|集赞/, '点赞'],
  [/转发|转载量|分享(?:数|量|次数|率|朋友圈|链接)|朋友圈/, '转发和分享'],
  [
    /打卡|(?:每日|连续|累计|线上|扫码|定位|手机|网上)签到|签到(?:速度|次数|天数|积分|排名|得分|快慢|时长)|签收(?:速度|快慢|时长|排名)/,
    '打卡、签到的次数或快慢',
  ],
  [
    /使用率|(?:安装|下载|注册|激活|关注|绑定)率|(?:浏览|阅读|点击|访问|播放|观看|收看)(?:量|数|次数|人数|率|人次)|完播率|点击数|粉丝(?:数|量)?|关注(?:数|量|公众号|人数)/,
    '使用率、浏览量一类的痕迹数据',
  ],
  [
    /(?:评论|跟帖|留言|弹幕)(?:数|量|次数|条数|率|积分|排名)|跟帖|(?:网络|微信|线上|网上)(?:投票|拉票)|投票(?:数|量|率|次数)/,
    '评论、投票的数量',
  ],
  [
    /学习强国(?:.{0,6})(?:积分|分数|得分|排名|排行|学习时|参与|活跃|达标)|(?:学习平台|在线学习|网络学习|线上学习|网上学习|app|云课堂|慕课|微课)(?:.{0,8})(?:积分|排名|完成率|达标率|参与率|参学率|完成度|进度|时长|次数)|学习积分|平台积分/i,
    '学习平台的积分、进度或排名',
  ],
  [/积分(?:排名|排行|排序|榜|兑换|通报)|(?:人均|个人|党员)(?:的)?(?:.{0,4})积分/, '积分排名'],
]

/** Ranking and marking of persons. */
const rankedPersons =
  /(?:党员|个人|职工|员工|书记|人员)(?:.{0,6})(?:排名|排行|名次|末位|红黑榜|龙虎榜)|党员个人(?:得分|评分|打分)/

/** Names that a foreign system gives to such measures. */
const foreign =
  /\b(?:log_?ins?|sign_?ins?|check_?ins?|watch(?:ed|ing)?_?(?:time|count|duration)?|(?:view|play|read|click|visit)_?(?:s|count|time|rate)|views?|likes?|shares?|reposts?|comments?|streaks?|online_?(?:time|rate|duration)|duration|usage_?rate|leaderboard|active_?(?:users?|days|rate))\b/i

/**
 * Why words may not describe what is scored, or null: watch time, log-ins, likes, reposts,
 * sign-in streaks, use, views, comments and rankings of persons are no source of marks.
 * 观看警示教育片, 会议签到表 and 转发上级文件 are allowed.
 */
export function prohibitionOf(text: string): Prohibition | null {
  // Parts of the text stay apart, so that no word is made of the end of one and the next one.
  for (const part of text.normalize('NFKC').split(/[。;；，,\n|]/)) {
    const bare = part.replace(/[^\p{L}\p{N}]/gu, '').replace(lawful, '·')
    const trace = traces.find(([pattern]) => pattern.test(bare))
    if (trace) {
      return {
        clause: measures,
        sentence: `${trace[1]}不得作为考核依据，请删去这一条，改考工作本身。`,
      }
    }
    if (rankedPersons.test(bare)) {
      return {
        clause: burden,
        sentence: '不得给党员个人打分、排名，请删去这一条；指数只考核党支部的工作。',
      }
    }
  }
  return null
}

/** Likewise for the name of a measure of another system: `app_login_count`, `watchTime`. */
export function prohibitionOfMeasure(name: string): Prohibition | null {
  const words = name.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/[^A-Za-z]+/g, '_')
  const isForeign = foreign.test(words) || words.split('_').some((word) => foreign.test(word))
  return isForeign
    ? {
        clause: measures,
        sentence: `“${name.slice(0, 40)}”统计的是使用痕迹，不得作为考核依据，请删去这一条，改考工作本身。`,
      }
    : prohibitionOf(name)
}

const organisationWords =
  /支部|党组织|党委|总支|单位|部门|车间|班子|村|社区|机关|企业|组织|公司|党组|branch|organi[sz]ation/i
const personWords =
  /党员|个人|职工|员工|干部|书记|委员|同志|群众|积极分子|\b(?:persons?|members?|individuals?|people|staff)\b/i
/** 支部党员 are persons though they are named with their branch. */
const endsInPerson = /(?:党员|个人|职工|员工|干部|书记|委员|同志|群众|成员|积极分子)(?:\(.*\))?$/

/** Whom a scope names: `党支部` organisations, `党员(在职)` persons, `支部、党员` both. */
export function scopeOf(text: string): 'organisations' | 'persons' | 'both' | 'unknown' {
  const parts = text
    .normalize('NFKC')
    .split(/[、,;/+&与和及]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const isPerson = (part: string) =>
    endsInPerson.test(part) || (personWords.test(part) && !organisationWords.test(part))
  const persons = parts.filter(isPerson)
  const organisations = parts.filter((part) => !isPerson(part) && organisationWords.test(part))
  if (persons.length > 0) {
    return organisations.length > 0 ? 'both' : 'persons'
  }
  return organisations.length > 0 ? 'organisations' : 'unknown'
}

const personTable =
  /先锋指数|党员(?:个人)?(?:季度|年度|月度|日常|目标)?(?:积分|量化|百分|星级|打分|评分|考评|考核|先锋|评星)|(?:个人|成员)(?:积分|考核|量化|评分)|积分榜|(?:党员|个人)(?:先锋)?(?:排行|排名)/

/** Whether a name is that of a table or part of one that gives marks to persons. */
export function namesPersons(name: string): boolean {
  const bare = name.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  return personTable.test(bare) && !/堡垒|支部|党组织|总支|党委/.test(bare)
}

/** Why marks for persons are refused. */
export const personsProhibition: Prohibition = {
  clause: `${measures}；${burden}`,
  sentence: '这是给党员个人打分的表。不得给个人打分、积分、排名，整张表（或这一部分）不能使用。',
}

/** Every prohibited thing in a scheme, with where it stands in words of the scheme. */
export function prohibitedIn(
  document: Pick<SchemeDocument, 'name' | 'indicators'>,
): ({ path: string } & Prohibition)[] {
  const found: ({ path: string } & Prohibition)[] = []
  const look = (path: string, prohibition: Prohibition | null) => {
    if (prohibition) {
      found.push({ path, ...prohibition })
    }
  }
  const walk = (indicator: Indicator) => {
    const path = `${indicator.code} ${indicator.name}`
    const own = namesPersons(indicator.name) ? personsProhibition : prohibitionOf(indicator.name)
    look(path, own)
    indicator.rules.forEach((rule, at) => {
      const place = `${path} 第 ${at + 1} 条`
      const key = rule.source.kind === 'reported' ? prohibitionOfMeasure(rule.source.key) : null
      look(place, prohibitionOf(wordsOfRule(rule)) ?? key)
    })
    indicator.children.forEach(walk)
  }
  look(document.name, namesPersons(document.name) ? personsProhibition : null)
  document.indicators.forEach(walk)
  return found
}

function wordsOfRule(rule: Indicator['rules'][number]): string {
  const parts =
    rule.op === 'score_each'
      ? rule.parts.map((part) => part.name)
      : rule.op === 'all_or_nothing'
        ? rule.parts
        : rule.op === 'tiered'
          ? rule.tiers.map((tier) => tier.when)
          : rule.op === 'by_level'
            ? rule.levels.map((level) => level.name)
            : []
  return [rule.words, ...parts].join('\n')
}
