/**
 * Who may do what, as a table that can be read and checked without reading code; a test holds the
 * rules to it.
 *
 * 党员 member of 甲支部 · 支委 its organisation commissioner · 书记 its secretary · 总支 secretary of
 * the general branch above it · 外支 secretary of another branch · 部门 officer of the department that
 * issued the task · 他部 officer of another department · 党委 officer of the committee ·
 * 系统 / 安全 / 审计 the three administrators.
 *
 * ● may, · may not. The second column says whose or what it is about.
 */
export const table = `
                                                党员 支委 书记 总支 外支 部门 他部 党委 系统 安全 审计
organisation.view           不限                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
organisation.viewPeople     甲支部              ·    ●    ●    ●    ·    ●    ●    ●    ●    ·    ·
calendar.change             不限                ·    ·    ·    ·    ·    ·    ·    ·    ●    ·    ·
organisation.import         不限                ·    ·    ·    ·    ·    ·    ·    ●    ●    ·    ·
organisation.restructure    甲支部              ·    ·    ·    ·    ·    ·    ·    ●    ●    ·    ·
organisation.addPerson      甲支部              ·    ·    ·    ·    ·    ·    ·    ●    ●    ·    ·
organisation.appoint        甲支部              ·    ·    ·    ·    ·    ·    ·    ●    ●    ·    ·
organisation.saveGroup      不限                ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
organisation.changeGroup    自己保存的分组      ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
organisation.changeGroup    他人保存的分组      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
handover.view               自己经手的交接      ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
handover.view               甲支部的交接        ·    ●    ●    ●    ·    ●    ●    ●    ·    ·    ·
person.view                 本人                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
person.view                 甲支部党员          ·    ●    ●    ●    ·    ●    ●    ●    ●    ·    ·
person.view                 名册外人员          ·    ·    ·    ·    ·    ·    ·    ·    ●    ·    ·
person.changeKind           甲支部党员          ·    ·    ·    ·    ·    ·    ·    ●    ●    ·    ·
person.changeKind           名册外人员          ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
person.correct              本人                ·    ·    ·    ·    ·    ·    ·    ·    ●    ·    ·
person.correct              甲支部党员          ·    ·    ·    ·    ·    ·    ·    ●    ●    ·    ·
person.correct              名册外人员          ·    ·    ·    ·    ·    ·    ·    ·    ●    ·    ·
person.revealPhone          甲支部党员          ·    ●    ●    ●    ·    ●    ●    ●    ·    ·    ·
person.revealPhone          名册外人员          ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.list                不限                ·    ·    ·    ·    ·    ·    ·    ·    ●    ●    ·
account.manageOwn           本人                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
account.manageOwn           他人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.control             本人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.control             他人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ●    ·
account.handOutSetup        本人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.handOutSetup        普通党员的账号      ·    ·    ·    ·    ·    ·    ·    ·    ●    ·    ·
account.handOutSetup        党务干部的账号      ·    ·    ·    ·    ·    ·    ·    ·    ·    ●    ·
account.handOutSetup        管理员的账号        ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.correctNumbers      普通党员的账号      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.correctNumbers      党务干部的账号      ·    ·    ·    ·    ·    ·    ·    ·    ·    ●    ·
account.correctNumbers      管理员的账号        ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
account.correctNumbers      本人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
role.grant                  本人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
role.grant                  他人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ●    ·
audit.read                  不限                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ●
file.upload                 不限                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
file.download               自己上传            ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
file.download               附在看得到的事项上  ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
file.download               附在看不到的事项上  ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
complaint.file              不限                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
complaint.list              不限                ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
complaint.view              本人                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
complaint.view              他人                ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
complaint.handle            本人                ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
complaint.handle            他人                ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
complaint.close             本人                ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
complaint.close             他人                ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
task.create                 不限                ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
task.viewBoard              不限                ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
task.view                   部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
task.edit                   部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
task.dispatch               部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
task.cancel                 部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
task.close                  部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
task.changeReviewer         部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
task.viewReceipt            部门下达的任务      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
assignment.view             交给甲支部          ·    ●    ●    ●    ·    ●    ·    ●    ·    ·    ·
assignment.view             委托给自己          ●    ●    ●    ●    ·    ●    ·    ●    ·    ·    ·
assignment.view             交给党员本人        ●    ●    ●    ●    ·    ●    ·    ●    ·    ·    ·
assignment.view             自己是备选审核人    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
assignment.accept           交给甲支部          ·    ●    ●    ·    ·    ·    ·    ·    ·    ·    ·
assignment.accept           委托给自己          ●    ●    ●    ·    ·    ·    ·    ·    ·    ·    ·
assignment.accept           交给党员本人        ●    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.delegate         交给甲支部          ·    ·    ●    ·    ·    ·    ·    ·    ·    ·    ·
assignment.delegate         交给党员本人        ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.submit           交给甲支部          ·    ●    ●    ·    ·    ·    ·    ·    ·    ·    ·
assignment.submit           委托给自己          ●    ●    ●    ·    ·    ·    ·    ·    ·    ·    ·
assignment.submit           交给党员本人        ●    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.review           交给甲支部          ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
assignment.review           自己曾在该支部      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.review           自己提交或代录      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.review           自己是备选审核人    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
assignment.review           备选人曾在该支部    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.review           备选人自己代录      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.evaluate         交给甲支部          ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
assignment.evaluate         自己曾在该支部      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.evaluate         自己提交或代录      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.evaluate         自己是备选审核人    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
assignment.evaluate         备选人曾在该支部    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.evaluate         备选人自己代录      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.urge             交给甲支部          ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
assignment.recordForOther   交给甲支部          ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
assignment.recordForOther   交给党员本人        ·    ·    ●    ·    ·    ●    ·    ●    ·    ·    ·
assignment.confirmEntry     交给甲支部          ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
assignment.confirmEntry     自己曾在该支部      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.confirmEntry     自己提交或代录      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.confirmEntry     自己是备选审核人    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
assignment.confirmEntry     备选人曾在该支部    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
assignment.confirmEntry     备选人自己代录      ·    ·    ·    ·    ·    ·    ·    ·    ·    ·    ·
score.viewBoard             不限                ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
score.viewEntries           甲支部              ●    ●    ●    ●    ·    ●    ●    ●    ·    ·    ·
`
requirement.list            不限                ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
requirement.register        不限                ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
requirement.view            部门登记的立项      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
requirement.change          部门登记的立项      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
requirement.close           部门登记的立项      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
requirement.reopen          部门登记的立项      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
proposal.make               不限                ·    ●    ●    ●    ●    ●    ●    ·    ·    ·    ·
proposal.view               本人提出的需求      ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
proposal.view               甲支部提出的需求    ·    ●    ●    ●    ·    ·    ·    ●    ·    ·    ·
proposal.list               不限                ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
proposal.decide             甲支部提出的需求    ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
plan.open                   不限                ●    ●    ●    ●    ●    ●    ●    ●    ·    ·    ·
plan.view                   草稿计划            ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
plan.view                   已发布计划          ·    ·    ·    ·    ·    ●    ●    ●    ·    ·    ·
plan.view                   上级已发布的计划    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
plan.create                 不限                ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
plan.manage                 草稿计划            ·    ·    ·    ·    ·    ·    ·    ●    ·    ·    ·
plan.declare                部门负责的节点      ·    ·    ·    ·    ·    ●    ·    ●    ·    ·    ·
plan.declare                自己负责的节点      ●    ●    ●    ●    ●    ●    ●    ●    ●    ●    ●
