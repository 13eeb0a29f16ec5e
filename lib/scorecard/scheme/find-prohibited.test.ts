import { describe, expect, test } from 'vitest'
import { namesPersons, prohibitionOf, prohibitionOfMeasure, scopeOf } from './find-prohibited'

describe('what may not be scored', () => {
  test.each([
    '学习强国每日登录加0.1分',
    '登录系统次数每少一次',
    '观看视频时长不足 60 分钟',
    '党员在线学习时长',
    '人均学习 时长',
    '公众号推文点赞数',
    '转发公众号文章每次',
    '点赞、转发',
    '在微信群转发每次',
    '每日打卡',
    '连续签到天数',
    '签到速度前十名',
    '扫码签到率',
    '签收速度排名',
    '平台使用率低于90%',
    '学习强国使用率',
    '宣传稿件阅读量',
    '网页浏览量达 1000',
    '视频播放量',
    '评论数每 10 条',
    '跟帖不足',
    '微信投票',
    '学习强国平均积分低于 30 分',
    '党员积分排名后 10%',
    '党员学习情况排名末位',
    '书记排名末三位',
    '线上学习完成率',
    'APP 安装率未达 100%',
    '在线率低于80%',
    '人均积分',
    '分享朋友圈',
    '公众号粉丝数',
    '慕课学习进度',
  ])('%s is refused with its clause', (text) => {
    const found = prohibitionOf(text)
    expect(found?.clause).toMatch(/国办函〔2026〕12号|减负/)
    expect(found?.sentence).toMatch(/。$/)
  })

  test.each([
    '党员学习每月少 1 次',
    '学习与工作记录缺项或不规范',
    '无学习记录',
    '未保存会议签到表',
    '会议签到表或记录缺失',
    '组织党员观看警示教育片',
    '参加党课评比',
    '出勤率低于 80% 每次',
    '到会率<80%',
    '登记台账不全',
    '未按时转发上级文件',
    '转发会议精神不及时',
    '党费使用率低于 80%',
    '活动室使用率低',
    '评论员队伍未建立',
    '网络评论员队伍未建立',
    '民主评议党员未完成',
    '经营业绩排名末位的支部',
    '党员积极分子超 5 人',
    '信息稿件被采用每篇',
    '参加上级组织的红色打卡地参观',
    '党员先锋岗、责任区评选',
    '集中学习次数不足',
    '学习交流时间安排不合理',
    '党员思想动态分析',
    '会议时间不足',
    '党务公开栏更新不及时',
    '书记业务不扎实',
    '县级以上平台报道每项',
    '党员学习时间安排表未公示',
  ])('%s is allowed', (text) => {
    expect(prohibitionOf(text)).toBeNull()
  })

  test.each(['app_login_count', 'watchTime', 'likes', 'share', 'online_duration', '登录次数'])(
    'measure %s',
    (name) => {
      expect(prohibitionOfMeasure(name)).not.toBeNull()
    },
  )
  test.each(['kpi_score', '集中学习次数', 'safety.accidents', 'salesharefund'])(
    'measure %s is allowed',
    (name) => {
      expect(prohibitionOfMeasure(name)).toBeNull()
    },
  )
})

describe('tables of persons', () => {
  test.each([
    ['党支部', 'organisations'],
    ['村党组织', 'organisations'],
    ['车间党支部', 'organisations'],
    ['多个支部并列打分', 'organisations'],
    ['党员', 'persons'],
    ['党员个人', 'persons'],
    ['全体党员(在职)', 'persons'],
    ['支部党员', 'persons'],
    ['党支部书记', 'persons'],
    ['职工', 'persons'],
    ['领导班子成员', 'persons'],
    ['党支部与党员', 'both'],
    ['全厂', 'unknown'],
  ])('%s → %s', (text, expected) => {
    expect(scopeOf(text)).toBe(expected)
  })

  test('names', () => {
    expect(namesPersons('党员先锋指数考评表')).toBe(true)
    expect(namesPersons('党员积分管理办法')).toBe(true)
    expect(namesPersons('党员季度考核表')).toBe(true)
    expect(namesPersons('党支部堡垒指数')).toBe(false)
    expect(namesPersons('党员教育管理')).toBe(false)
    expect(namesPersons('党员队伍建设')).toBe(false)
  })
})
