/** 有表决权 is a figure of the roster, not a vote. */
const voting = /选举|表决(?!权)|票决|民主测评|投票|选票|得票|计票|唱票|监票/
const identity = /身份证|公民身份号码|居民证号/
const watching =
  /(?:学习|观看|在线|浏览|播放|收看|登录|登陆|使用)时长|(?:登录|登陆|打卡|浏览|点击|阅读)(?:次数|天数|量)|点赞|转发量|积分排名/

/** Text as a reader sees it: one width, without blanks, invisible signs and punctuation. */
export function bareWords(text: string): string {
  return text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
}

/**
 * Why words may not stand in a form, as a sentence, or null: votes are not held here, identity
 * numbers are kept nowhere, nobody's viewing or log-ins are counted.
 */
export function refusalOf(text: string): string | null {
  const bare = bareWords(text)
  if (voting.test(bare)) {
    return '选举、表决、票决和民主测评不在本系统进行，请按规定现场组织，这里只留依据和结果文件。'
  }
  if (identity.test(bare)) {
    return '本系统不收集身份证号，请改用姓名或工号。'
  }
  if (watching.test(bare)) {
    return '不得统计学习时长、登录次数、点赞转发等痕迹（国办函〔2026〕12号），请删去这一项。'
  }
  return null
}

const idCard = /(?<!\d)\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/

/** Whether a filled-in text carries what looks like an identity-card number. */
export function hasIdentityNumber(text: string): boolean {
  return idCard.test(text.normalize('NFKC').replace(/[\s-]/g, ''))
}
