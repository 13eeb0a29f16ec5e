import type { Random } from './random'

const surnames = [
  ...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文',
]
const given = {
  male: [
    ...'伟强磊军涛超勇杰鹏斌刚辉波宁浩亮健峰凯彬',
    ...['志远', '文博', '建平', '国栋', '永刚', '海涛', '立新', '振华', '晓东', '明辉', '俊杰'],
    ...['子航', '宏伟', '卫东', '光明', '德胜', '继业', '维民', '春生', '家兴', '思源', '致远'],
    ...['云飞', '长庚', '景明', '承志', '毅然', '学文', '传宝', '世安', '绍华', '一鸣', '启航'],
  ],
  female: [
    ...'静丽敏娟艳霞玲芳燕婷倩雪洁颖莉萍红慧琳欣',
    ...['晓燕', '春梅', '雅琴', '玉兰', '淑珍', '秀英', '海霞', '丽华', '文静', '思琪', '梦瑶'],
    ...['雨桐', '佳慧', '桂芝', '凤琴', '美玲', '若兰', '晓雯', '婉清', '素梅', '子涵', '诗韵'],
    ...['月华', '新荣', '清瑶', '书瑾', '巧云', '云霞', '亚楠', '锦秋', '惠兰', '念慈', '安宁'],
  ],
} as const

/** Makes invented names; none of them is given twice. */
export function nameMaker(random: Random, taken: Iterable<string>) {
  const used = new Set(taken)
  return (sex: 'male' | 'female'): string => {
    for (;;) {
      const name = random.pick(surnames) + random.pick<string>(given[sex])
      if (!used.has(name)) {
        used.add(name)
        return name
      }
    }
  }
}
