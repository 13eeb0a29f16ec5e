import { isSmsTemplate, smsTemplates } from './sms-templates'

/** What the provider's reviewers and its gateway refuse; each with the sentence for it. */

const variable = /\$\{(\w+)\}/g
const longest = 500

interface Rule {
  broken: (text: string) => boolean
  words: string
}

const everyTemplate: readonly Rule[] = [
  { broken: (text) => plainOf(text).length === 0, words: '不能全部是变量' },
  { broken: (text) => text.length > longest, words: `不能超过 ${longest} 个字` },
  { broken: (text) => /\}\$\{/.test(text), words: '两个变量不能连在一起' },
  { broken: (text) => hasRepeated(variablesOf(text)), words: '一个变量只能出现一次' },
  {
    broken: (text) => /\$\{(?!\w+\})|\$(?!\{)/.test(text),
    words: '变量要写成 $ 加花括号里的名称，只用字母、数字和下划线',
  },
  { broken: (text) => /[【】]/.test(text), words: '不能有【】，签名由服务商加上' },
  { broken: (text) => /^\[|\]$/.test(text), words: '开头和结尾不能是方括号' },
  { broken: (text) => /https?:|www\.|\.(com|cn|net)\b/i.test(text), words: '不能带链接' },
  { broken: (text) => /1[3-9]\d{9}/.test(text), words: '不能带手机号' },
  { broken: (text) => /[★•①②③④⑤⑥⑦⑧⑨⑩『』]/.test(text), words: '不能有特殊符号' },
  { broken: (text) => /拒收请回复/.test(text), words: '通知不能写“拒收请回复R”' },
  {
    broken: (text) => /职业培训|问卷调查|积分兑换|招生推广|用户召回|APP下载/i.test(text),
    words: '含服务商限制的业务词，会被驳回',
  },
]

const codeTemplate: readonly Rule[] = [
  { broken: (text) => !/验证码|注册码|校验码|动态码/.test(text), words: '要写明是验证码' },
  { broken: (text) => variablesOf(text).length !== 1, words: '验证码模板只能有一个变量' },
  { broken: (text) => !/有效|登录|注册/.test(text), words: '要写明用途或有效时间' },
  { broken: (text) => /\d{5,}|致电|电话|客服/.test(text), words: '验证码模板不能有联系方式' },
]

/** What is wrong with a template's text by the provider's rules; empty when nothing is. */
export function templateFaults(text: string, isCode: boolean): string[] {
  const rules = isCode ? [...everyTemplate, ...codeTemplate] : everyTemplate
  return rules.filter((rule) => rule.broken(text)).map((rule) => rule.words)
}

/** What is wrong with a sign (without 【】). */
export function signFaults(sign: string): string[] {
  return [
    ...([...sign].length < 2 || [...sign].length > 12 ? ['要有 2 到 12 个字'] : []),
    ...(/[【】[\]\s]/.test(sign) ? ['不带【】、方括号和空格'] : []),
  ]
}

/** What is wrong with the codes given for our templates, one sentence each. */
export function codeFaults(codes: Readonly<Record<string, string>>): string[] {
  const missing = Object.keys(smsTemplates).filter((name) => !Object.hasOwn(codes, name))
  const strange = Object.keys(codes).filter((name) => !isSmsTemplate(name))
  const shared = [...new Set(Object.values(codes))].flatMap((code) => {
    const names = Object.keys(codes).filter((name) => codes[name] === code)
    return names.length > 1 ? [`${names.join('、')} 用了同一个编码 ${code}，内容不同不能共用`] : []
  })
  return [
    ...missing.map((name) => `缺少模板 ${name} 的编码，这类短信发不出去`),
    ...strange.map((name) => `没有名为 ${name} 的模板，请核对拼写`),
    ...shared,
  ]
}

/** What differs between our text and the one filed with the provider, or null. */
export function filedDifference(ours: string, filed: string): string | null {
  const [own, theirs] = [variablesOf(ours).sort(), variablesOf(filed).sort()]
  if (own.join() !== theirs.join()) {
    return `变量不同：本系统是 ${own.join('、') || '无'}，服务商处是 ${theirs.join('、') || '无'}`
  }
  return ours.trim() === filed.trim() ? null : '文字与本系统的不同，变量相同，可以发送'
}

/** The names of a text's variables, in their order. */
export function variablesOf(text: string): string[] {
  return [...text.matchAll(variable)].map((match) => match[1] ?? '')
}

function plainOf(text: string): string {
  return text.replace(variable, '').trim()
}

function hasRepeated(names: readonly string[]): boolean {
  return new Set(names).size < names.length
}
