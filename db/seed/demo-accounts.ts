/** Signs in to the demo data. Every password here is public: the demo is served to this machine only. */
export interface DemoAccount {
  /** Who one then is, in words. */
  role: string
  name: string
  employeeNumber: string
  password: string
  /** What one can try there. */
  hint: string
}

const password = 'linghang-demo-2026'

/** One account for each kind of user; the demo data gives them their people, posts and roles. */
export const demoAccounts: readonly DemoAccount[] = [
  account('党委党务干部', '陈晓春', 'DW001', '党委党建部：下达、审核、评价、看板'),
  account('归口部门经办', '程立新', 'GK001', '安全监察部：下达本部门的专项任务'),
  account('支部书记', '李建国', 'SJ001', '通信运维党支部：签收、委托、提交'),
  account('组织委员', '王敏', 'ZW001', '通信运维党支部：办理委托的任务'),
  account('支部党员', '张磊', 'DY001', '通信运维党支部：手机上查看和填写'),
  account('系统管理员', '钱继业', 'XT001', '导入名册、发设置码'),
  account('安全管理员', '龚子涵', 'AQ001', '授予角色、停用账号'),
  account('安全审计员', '易世安', 'SJ900', '查看审计记录'),
]

export interface DemoRetiree {
  name: string
  phone: string
}

/** A retired member without an employee number: signs in by SMS, the code is in the inbox page. */
export const demoRetiree: DemoRetiree = { name: '乔振华', phone: '19930260088' }

function account(role: string, name: string, employeeNumber: string, hint: string): DemoAccount {
  return { role, name, employeeNumber, password, hint }
}
