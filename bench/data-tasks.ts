import type postgres from 'postgres'
import type { Size } from './data'
import { kindOf } from './data-organisation'

/** Tasks at every scale, so that a page of the board is full at each. */
export const taskCount = 2500
/** The last of them are open; the others ended over the past two years. */
const openTasks = 100
const tasksPerChunk = 250

/** Each task goes to one branch in five. */
export function copiesPerTask(branches: number): number {
  return branches / 5
}

const subjects =
  '{主题党日,三会一课,组织生活会,党费收缴,发展党员,民主评议,换届选举,党课开讲,调研走访,阵地建设}'
const acts = '{情况报送,材料提交,工作落实,自查整改,台账更新}'
const requirement =
  '请各党支部按照通知要求认真组织，于截止时间前完成并提交材料：一、写明时间、地点、参加人数和主要内容；' +
  '二、附上有关记录或照片；三、说明存在的问题和下一步打算。无法按时完成的，请提前说明原因。'

/** Tasks with their node and dispatch: open ones due from twelve days ago to five weeks ahead. */
export async function insertTasks(sql: postgres.Sql, { today }: Size): Promise<void> {
  const last = taskCount - openTasks
  await sql.unsafe(`
    create temp table task as
      select t, t > ${last} as is_open, bench_pick('${subjects}', t * 7) || bench_pick('${acts}', t) ||
          '（第' || t || '号）' as title,
        case when t > ${last} then timestamptz '${today}' + (t - ${last + 25}) * interval '12 hours'
          else timestamptz '${today}' - (${last} + 20 - t) * interval '7 hours 13 minutes' end
          + interval '10 hours' as due
      from generate_series(1, ${taskCount}) t;
    alter table task add sent timestamptz;
    update task set sent = least(due - interval '14 days',
      timestamptz '${today}' - (${taskCount} - t) * interval '5 hours');
    insert into tasks (id, title, requirement, basis, issuing_organisation_id, department, created_by,
        created_at, starts_on, due_at, is_evidence_required, rework_allowance_days, estimated_minutes,
        recipients, state, dispatched_at, closed_at)
      select bench_id(${kindOf.task}, t), title, '${requirement}', '领航党〔2026〕' || t % 90 + 1 || '号',
        bench_id(${kindOf.organisation}, 1), '党建部', (select max(id::text)::uuid from people), sent,
        sent::date, due, t % 2 = 0, 1, 30 + t % 6 * 15, '{}',
        case when is_open then 'dispatched' else 'closed' end, sent,
        case when not is_open then due + interval '5 days' end
      from task;
    insert into task_nodes (id, task_id, position, title, due_at)
      select bench_id(${kindOf.node}, t), bench_id(${kindOf.task}, t), 1, title, due from task;
    insert into dispatches (id, task_id, kind, number, dispatched_by, dispatched_at)
      select bench_id(${kindOf.dispatch}, t), bench_id(${kindOf.task}, t), 'initial',
        to_char(sent, 'YYYY"Q"Q') || '-' || lpad(t::text, 4, '0'),
        (select max(id::text)::uuid from people), sent from task;
    create temp table copy (n bigint, t int, b int, state text, due timestamptz, sent timestamptz)`)
}

/** Every copy of every task with what hangs on it, some hundred thousand rows a statement. */
export async function insertHistory(
  sql: postgres.Sql,
  { branches }: Size,
  onProgress: (done: number) => void,
): Promise<void> {
  const copies = copiesPerTask(branches)
  for (let first = 1; first <= taskCount; first += tasksPerChunk) {
    await sql.unsafe(copyChunk(first, copies))
    for (const statement of historyOf(branches)) {
      await sql.unsafe(statement)
    }
    onProgress((first + tasksPerChunk - 1) * copies)
  }
  await sql.unsafe('drop table copy, task')
}

// A number from 0 to 99 that branch and task decide stands for chance.
function copyChunk(first: number, copies: number): string {
  return `
    truncate copy;
    insert into copy
      select (t - 1) * ${copies} + k, t, k * 5 - 4 + t % 5,
        case when not is_open then case when h < 3 then 'not_applicable' else 'evaluated' end
          when due < now() then case when h < 3 then 'issued' when h < 7 then 'accepted'
            when h < 9 then 'returned' when h < 16 then 'submitted' when h < 41 then 'approved'
            else 'evaluated' end
          else case when h < 15 then 'issued' when h < 45 then 'accepted' when h < 48 then 'returned'
            when h < 58 then 'submitted' when h < 83 then 'approved' else 'evaluated' end end,
        due, sent
      from (select *, (t * 7919 + k * 104729 + t * k) % 100 as h
        from task, generate_series(1, ${copies}) k
        where t between ${first} and ${first + tasksPerChunk - 1}) chosen`
}

function historyOf(branches: number): string[] {
  const id = (kind: keyof typeof kindOf, n = 'n') => `bench_id(${kindOf[kind]}, ${n})`
  const done = `state in ('approved', 'evaluated', 'not_applicable')`
  const handed = `sent + (1 + n % 9) * interval '1 day' + n % 500 * interval '1 minute'`
  const accepted = `sent + n % 300 * interval '1 minute'`
  const secretary = id('person', 'b')
  const branch = id('organisation', '1000 + b')
  return [
    `insert into assignments (id, task_id, dispatch_id, organisation_id, state, due_at, effective_due_at, state_since)
      select ${id('assignment')}, ${id('task', 't')}, ${id('dispatch', 't')}, ${branch}, state, due,
        case when n % 20 = 0 then due + interval '1 day' else due end,
        case when state = 'issued' then sent when ${done} then ${handed} + interval '1 day' else ${handed} end
      from copy`,
    `insert into steps (id, assignment_id, node_id, state, due_at, effective_due_at)
      select ${id('step')}, ${id('assignment')}, ${id('node', 't')},
        case state when 'submitted' then 'submitted' when 'returned' then 'returned'
          when 'approved' then 'approved' when 'evaluated' then 'approved'
          when 'not_applicable' then 'ended' else 'open' end, due, due
      from copy`,
    `insert into clock_segments (id, step_id, party, starts_at, ends_at)
      select ${id('segment', '2 * n')}, ${id('step')}, 'assignee', sent,
        case when state = 'submitted' or ${done} then ${handed} end
      from copy
      union all select ${id('segment', '2 * n + 1')}, ${id('step')}, 'reviewer', ${handed},
        case when ${done} then ${handed} + interval '1 day' end
      from copy where state = 'submitted' or ${done}`,
    // A state follows from what was written: without a 签收 the first verb would take it back.
    `insert into acceptances (id, assignment_id, channel, by_id, at, recorded_by, recorded_at)
      select ${id('acceptance')}, ${id('assignment')}, 'online', ${secretary}, ${accepted},
        ${secretary}, ${accepted}
      from copy where state not in ('issued', 'not_applicable')`,
    `insert into submissions (id, step_id, version, text, effective_due_at, request_key, channel,
        by_id, at, recorded_by, recorded_at)
      select ${id('submission')}, ${id('step')}, 1, '已按要求完成，材料见附件。', due, ${id('submission')},
        'online', ${secretary}, ${handed}, ${secretary}, ${handed}
      from copy where state in ('submitted', 'returned', 'approved', 'evaluated')`,
    `insert into notices (id, person_id, kind, title, body, href, subject_type, subject_id, created_at,
        read_at, sms_template, sms_message_id)
      select ${id('notice')}, ${secretary}, 'task_dispatched', title, '请按时完成，先签收。',
        '/tasks/' || ${id('task', 't')} || '/assignments/' || ${id('assignment')}, 'assignment',
        ${id('assignment')}, c.sent, case when n % 3 > 0 then c.sent + interval '3 hours' end,
        'task_dispatched', ${id('message')}
      from copy c join task using (t)`,
    `insert into sms_messages (id, person_id, phone_cipher, phone_masked, template, params, state,
        not_before, created_at, handed_over_at, finished_at)
      select ${id('message')}, ${secretary}, '', '138****' || lpad(b::text, 4, '0'), 'task_dispatched',
        '{}', case when n % 50 = 0 then 'failed' when n % 71 = 0 then 'unknown' else 'delivered' end,
        sent, sent, sent, sent + interval '4 seconds' from copy`,
    `insert into dispatch_recipients (id, dispatch_id, assignment_id, person_id, person_name,
        organisation_name, post_label, phone_masked, notice_id)
      select ${id('recipient')}, ${id('dispatch', 't')}, ${id('assignment')}, ${secretary}, p.name,
        '第' || b || '党支部', '书记', p.phone_masked, ${id('notice')}
      from copy join people p on p.id = ${secretary} and b <= ${branches}`,
  ]
}
