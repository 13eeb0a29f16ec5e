const subjects = ['主题党日', '三会一课', '组织生活会', '党费收缴', '发展党员']
const started = Date.now()

function dueText(moment) {
  const [, month, day, clock] = /-(\d+)-(\d+)T(\d+:\d+)/.exec(moment.toISOString())
  return `${Number(month)}月${Number(day)}日 ${clock}`
}

/** Fifty rows of the board: what it shows of each. */
export const rows = Array.from({ length: 50 }, (_, at) => ({
  taskId: `01900006-0000-7000-8000-${String(2400 + at).padStart(12, '0')}`,
  title: `${subjects[at % 5]}情况报送（第${2400 + at}号）`,
  department: '党建部',
  createdByName: '王建国',
  due: dueText(new Date(started + (at - 12) * 43_200_000)),
  progress: '共 400 · 办完 168 · 待审核 40 · 办理中 132 · 未签收 60',
  late: at < 12 ? 36 : 0,
}))
