import type { ActivityKind } from '@/db/enums'

interface ActivityText {
  title: string
  content: string
}

/** What was done, as the recorder of a branch writes it. */
const joint: readonly ActivityText[] = [
  {
    title: '学习规定篇目，检查备用电源',
    content:
      '一、支部书记领学规定篇目，三名党员结合本岗位作了交流。\n二、到所辖机房检查备用电源和消防设施，一处标识脱落当场更换。\n三、通报上月任务完成情况和下月安排，大家没有不同意见。',
  },
  {
    title: '重温入党誓词，开展现场服务',
    content:
      '一、重温入党誓词，学习党章有关条款。\n二、党员分三组到用户现场服务，解决通话质量问题2件，记下一条管理建议：外勤材料希望统一配发。\n三、请假的同志由党小组长送学。',
  },
  {
    title: '学习先进事迹，讨论保障方案',
    content:
      '一、学习先进事迹材料，每人谈一条打算。\n二、讨论重要保障期间的值班安排，明确党员带班顺序。\n三、收集意见2条：值班室插排不足、备件领用手续繁琐，已转相关部门。',
  },
]

const committee: readonly ActivityText[] = [
  {
    title: '研究本月重点任务和主题党日安排',
    content:
      '一、听取各委员上月工作情况。\n二、研究本月重点任务分工，明确责任人和完成时间。\n三、确定主题党日的时间、内容和组织方式。\n四、讨论两名党员反映的困难，由组织委员走访。',
  },
  {
    title: '研究党员教育和发展对象培养',
    content:
      '一、研究本月学习篇目和补学安排。\n二、听取培养联系人汇报，提出下一步培养要求。\n三、核对党费收缴情况。',
  },
]

const group: readonly ActivityText[] = [
  {
    title: '落实支部决议，安排党员责任区',
    content:
      '各党小组分别开会，传达支委会安排，把任务分到人；交流责任区巡查情况，提出两处需要整改的地方，已报支部。',
  },
]

/** The texts for a record of these kinds. */
export function activityTexts(kinds: readonly ActivityKind[]): readonly ActivityText[] {
  if (kinds.includes('committee_meeting')) {
    return committee
  }
  return kinds.includes('group_meeting') ? group : joint
}

/** Why a record came late. */
export const lateReasons = [
  '记录人外出施工，回来后补记',
  '活动后连续值班，未能按时记录',
  '会议记录核对用时较长',
] as const
