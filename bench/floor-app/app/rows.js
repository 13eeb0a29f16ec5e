const subjects = ['主题党日', '三会一课', '组织生活会', '党费收缴', '发展党员']
const started = Date.now()

/** Fifty rows of the board, as its query returns them. */
export const rows = Array.from({ length: 50 }, (_, at) => ({
  taskId: `01900006-0000-7000-8000-${String(2400 + at).padStart(12, '0')}`,
  title: `${subjects[at % 5]}情况报送（第${2400 + at}号）`,
  department: '党建部',
  createdByName: '王建国',
  dueAt: new Date(started + (at - 12) * 43_200_000),
  state: 'dispatched',
  tallies: { issued: 60, accepted: 120, returned: 12, submitted: 40, approved: 100, evaluated: 68 },
  late: at < 12 ? 36 : 0,
}))
