/** Themes of the monthly 主题党日, January to December. */
const themes = [
  '重温入党誓词、开好头起好步',
  '走访慰问困难党员、保供电保通信',
  '学雷锋志愿服务',
  '清明祭英烈、传承红色基因',
  '弘扬劳模精神、岗位建新功',
  '防汛抢险党员先行',
  '庆祝建党、党员过政治生日',
  '迎峰度夏党员在一线',
  '网络安全人人有责',
  '我和我的祖国、岗位作贡献',
  '迎峰度冬保障通信安全',
  '学党章、守党规、强党性',
] as const

/** The theme of a month, 1 to 12. */
export function themeOf(month: number): string {
  return themes[month - 1] ?? themes[0]
}
