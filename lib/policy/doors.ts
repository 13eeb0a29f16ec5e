import type { Action } from './index'

/**
 * What guards a door: an action of the policy, or
 * `open` anybody, signed in or not; `own` whoever is signed in, on rows of his own only;
 * `visible` whoever is signed in, on what the policy lets him see of it (the read begins there).
 */
export type Guard = Action | 'open' | 'own' | 'visible'

/**
 * Every way in: page, route handler, server action. A test fails when one is missing here, is gone,
 * or does not lead to the code that asks for its guard.
 */
export const doors: Record<string, Guard> = {
  'page /': 'own',
  'page /accounts': 'account.list',
  'page /accounts/[personId]': 'account.list',
  'page /audit': 'audit.read',
  'page /complaints': 'own',
  'page /complaints/[complaintId]': 'complaint.view',
  'page /me': 'own',
  'page /notices': 'own',
  'page /organisation': 'organisation.view',
  'page /organisation/[organisationId]': 'organisation.view',
  'page /organisation/[organisationId]/change/[act]': 'organisation.restructure',
  'page /organisation/[organisationId]/secretary': 'organisation.appoint',
  'page /organisation/[organisationId]/unreachable': 'organisation.viewPeople',
  'page /organisation/groups': 'organisation.saveGroup',
  'page /organisation/handovers/[handoverId]': 'handover.view',
  'page /organisation/import': 'organisation.import',
  'page /organisation/import/[importId]': 'organisation.import',
  'page /organisation/people/[personId]': 'person.view',
  'page /organisation/people/[personId]/transfer': 'organisation.restructure',
  'page /scorecard': 'score.viewEntries',
  'page /search': 'visible',
  'page /set-up': 'open',
  'page /sign-in': 'open',
  'page /sign-in/choose': 'open',
  'page /sms-inbox': 'open',
  'page /tasks': 'task.viewBoard',
  'page /tasks/[taskId]': 'task.view',
  'page /tasks/[taskId]/assignments/[assignmentId]': 'assignment.view',
  'page /tasks/[taskId]/edit': 'task.edit',
  'page /tasks/[taskId]/receipt': 'task.viewReceipt',
  'page /tasks/new': 'task.create',

  'GET /api/auth/[...nextauth]': 'open',
  'POST /api/auth/[...nextauth]': 'open',
  'PUT /api/drafts': 'own',
  'POST /api/files': 'file.upload',
  'GET /api/files/[fileId]': 'file.download',
  'POST /api/roster-imports': 'organisation.import',
  'GET /api/roster-imports/[importId]/faults': 'organisation.import',
  'GET /api/search': 'visible',
  'POST /api/steps/[stepId]/submission': 'assignment.submit',
  'POST /api/type-size': 'open',

  'action / choosePersonSignIn': 'open',
  'action / passwordSignIn': 'open',
  'action / setUpPassword': 'open',
  'action / smsSignIn': 'open',

  'action /accounts disableAccountHere': 'account.control',
  'action /accounts enableAccountHere': 'account.control',
  'action /accounts endSessionsHere': 'account.control',
  'action /accounts grantRoleHere': 'role.grant',
  'action /accounts handOutAccountSetup': 'account.handOutSetup',
  'action /accounts revokeRoleHere': 'role.grant',

  'action /complaints answerComplaintAction': 'complaint.handle',
  'action /complaints closeComplaintAction': 'complaint.close',
  'action /complaints fileComplaintAction': 'complaint.file',
  'action /complaints takeUpComplaintAction': 'complaint.handle',

  'action /me changeMyPassword': 'account.manageOwn',
  'action /me revokeMyOtherSessions': 'account.manageOwn',
  'action /me revokeMySession': 'account.manageOwn',
  'action /me signOutHere': 'own',

  'action /notices markAllReadAction': 'own',
  'action /notices openNoticeAction': 'own',

  'action /organisation appointHere': 'organisation.appoint',
  'action /organisation attachHere': 'organisation.restructure',
  'action /organisation changeSecretaryHere': 'organisation.appoint',
  'action /organisation deleteGroupHere': 'organisation.changeGroup',
  'action /organisation detachHere': 'organisation.restructure',
  'action /organisation endHere': 'organisation.restructure',
  'action /organisation endPostHere': 'organisation.appoint',
  'action /organisation foundHere': 'organisation.restructure',
  'action /organisation mergeHere': 'organisation.restructure',
  'action /organisation moveHere': 'organisation.restructure',
  'action /organisation renameHere': 'organisation.restructure',
  'action /organisation revealPhoneHere': 'person.revealPhone',
  'action /organisation saveGroupHere': 'organisation.saveGroup',
  'action /organisation setClassHere': 'organisation.restructure',
  'action /organisation setTermHere': 'organisation.restructure',
  'action /organisation transferHere': 'organisation.restructure',
  'action /organisation vacateSecretaryHere': 'organisation.appoint',

  'action /organisation/import commitImport': 'organisation.import',
  'action /organisation/import discardImport': 'organisation.import',
  'action /organisation/import fixCell': 'organisation.import',

  'action /tasks acceptAction': 'assignment.accept',
  'action /tasks approveAction': 'assignment.review',
  'action /tasks cancelTaskAction': 'task.cancel',
  'action /tasks closeTaskAction': 'task.close',
  'action /tasks confirmEntryAction': 'assignment.confirmEntry',
  'action /tasks delegateAction': 'assignment.delegate',
  'action /tasks dispatchTaskAction': 'task.dispatch',
  'action /tasks evaluateAction': 'assignment.evaluate',
  'action /tasks recordAcceptanceAction': 'assignment.recordForOther',
  'action /tasks recordSubmissionAction': 'assignment.recordForOther',
  'action /tasks returnAction': 'assignment.review',
  'action /tasks saveTaskAction': 'task.create',
  'action /tasks submitAction': 'assignment.submit',
  'action /tasks urgeAction': 'task.edit',
}
