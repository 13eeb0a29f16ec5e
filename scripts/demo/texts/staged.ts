import type { ActivityKind, NodeReviewer } from '@/db/enums'

export interface StagedNode {
  title: string
  requirement: string
  /** Working days after the seed; before it when negative. */
  dueAfter: number
  stage: number
  reviewer?: NodeReviewer
  minutes?: number
  criteria?: string
  activityKind?: ActivityKind
  report: string
}

/** A task of several nodes that is under way. */
export interface StagedTask {
  key: string
  title: string
  requirement: string
  basis: string
  /** Working days before the seed. */
  issuedBefore: number
  nodes: StagedNode[]
  to: { underKeys?: string[]; keys?: string[]; assistKeys?: string[] }
  viaGeneralBranch?: boolean
  /** To the officers of each branch, so many of whom make it done. */
  officersCount?: number
  criteria?: string
}

export const stagedTasks: readonly StagedTask[] = [
  {
    key: 'winter',
    title: '度冬保供“党员突击队”分步行动',
    requirement:
      '围绕度冬保供组建党员服务队：先报行动方案，再组织实施并记录主题党日，最后总结成效。实施与主题党日可同时进行。',
    basis: '西岭信通党委会议定事项第12项',
    issuedBefore: 17,
    criteria: '方案具体、隐患闭环、成效可核对',
    to: { underKeys: ['operations'] },
    nodes: [
      {
        title: '行动方案',
        requirement: '队员名单、保供点位、值守安排，一页纸以内。',
        dueAfter: -10,
        stage: 1,
        minutes: 60,
        report: '{支部}组建党员服务队，队员 8 人，包保 3 个保供点位，值守表已排到月底。',
      },
      {
        title: '实施记录',
        requirement: '每次特巡的时间、发现的隐患和整改结果。',
        dueAfter: 3,
        stage: 2,
        minutes: 120,
        criteria: '隐患有整改人和复核人',
        report: '{日}起完成特巡 6 次，发现隐患 4 处，已整改 4 处，均有复核人签字。',
      },
      {
        title: '主题党日',
        requirement: '结合保供开展一次主题党日。',
        dueAfter: 3,
        stage: 2,
        reviewer: 'none',
        minutes: 90,
        report: '{日}开展“保供先锋”主题党日，应到 {应到} 人，实到 {实到} 人。',
      },
      {
        title: '总结',
        requirement: '做了什么、解决了什么、还有什么要协调。',
        dueAfter: 9,
        stage: 3,
        minutes: 60,
        report: '专项行动共巡检 18 次，整改隐患 4 处，需协调备件 1 项。',
      },
    ],
  },
  {
    key: 'survey',
    title: '支部工作规范化自查（党总支初审汇总）',
    requirement: '各党总支分解到所辖支部自查，对报来的问题清单先行初审，汇总后统一报送。',
    basis: '西岭信通党〔2026〕31号第五条',
    issuedBefore: 9,
    viaGeneralBranch: true,
    to: { underKeys: ['services', 'retirees'] },
    nodes: [
      {
        title: '自查清单',
        requirement: '对照清单逐项自查，写明问题和整改时限。',
        dueAfter: 2,
        stage: 1,
        minutes: 90,
        report: '{支部}对照 26 项逐项自查，发现问题 3 个，均明确了责任人和时限。',
      },
      {
        title: '整改结果',
        requirement: '逐条写明整改结果。',
        dueAfter: 8,
        stage: 2,
        minutes: 45,
        report: '3 个问题已整改 2 个，另 1 个计划下月完成。',
      },
    ],
  },
  {
    key: 'drill',
    title: '网络安全应急演练党员示范岗',
    requirement: '由网络安全党支部牵头组织演练，协办支部派党员骨干参加并提供场地、系统支持。',
    basis: '公司年度网络安全演练计划',
    issuedBefore: 6,
    to: { keys: ['security'], assistKeys: ['cloud', 'datacentre', 'systems'] },
    nodes: [
      {
        title: '演练方案',
        requirement: '场景、分工、时间。',
        dueAfter: -1,
        stage: 1,
        report: '演练方案已定：勒索病毒处置场景，分 4 组，计时考核。',
      },
      {
        title: '演练报告',
        requirement: '过程、问题、改进措施。',
        dueAfter: 6,
        stage: 2,
        report: '演练用时 52 分钟，发现切换预案缺项 1 处，已补充。',
      },
    ],
  },
  {
    key: 'talks',
    title: '书记、支委与青年党员谈心谈话',
    requirement: '每位书记、支委收到一份；每个支部有 2 人完成谈话并记录即可，其余自动结束。',
    basis: '组织生活制度第三章',
    issuedBefore: 7,
    officersCount: 2,
    to: { keys: ['telecom', 'control', 'customer', 'finance'] },
    nodes: [
      {
        title: '谈话记录',
        requirement: '谈了谁、反映了什么、答应了什么，不写隐私。',
        dueAfter: 4,
        stage: 1,
        minutes: 30,
        report: '与 2 名青年党员谈话，反映轮班培训时间难安排，已与班组协商调整。',
      },
    ],
  },
]
