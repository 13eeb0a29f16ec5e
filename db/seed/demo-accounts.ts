/** Signs in to the demo data. Every password here is public: the demo is served to this machine only. */
export interface DemoAccount {
  /** Who one then is, in words. */
  role: string
  employeeNumber: string
  password: string
}

const password = 'linghang-demo-2026'

/** One account for each kind of user; the demo data gives them their people, posts and roles. */
export const demoAccounts: readonly DemoAccount[] = [
  { role: '党委党务干部', employeeNumber: 'DW001', password },
  { role: '归口部门经办', employeeNumber: 'GK001', password },
  { role: '支部书记', employeeNumber: 'SJ001', password },
  { role: '支部党员', employeeNumber: 'DY001', password },
  { role: '系统管理员', employeeNumber: 'XT001', password },
  { role: '安全管理员', employeeNumber: 'AQ001', password },
  { role: '安全审计员', employeeNumber: 'SJ900', password },
]
