import type postgres from 'postgres'

const branches = 500
const nodes = 8
/** Numbers of `bench_id` far from those of the tasks of every scale. */
const base = 9_000_000_000

/**
 * One task of eight nodes to five hundred branches of its own, in every state; made once a database.
 * @returns the path of its matrix
 */
export async function matrixTask(sql: postgres.Sql): Promise<string> {
  const id = (kind: number, n: string) => `pg_temp.mx_id(${kind}, ${base} + ${n})`
  // As bench_id of data.ts, which goes when a database is filled.
  await sql.unsafe(`
    create or replace function pg_temp.mx_id(kind int, n bigint) returns uuid language sql as $$
      select ('0190' || lpad(to_hex(kind), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid $$`)
  const [found] = await sql.unsafe(`select id from tasks where id = ${id(6, '1')}`)
  if (!found) {
    await sql.begin((tx) => tx.unsafe(statements(id)))
  }
  const [task] = await sql.unsafe<{ id: string }[]>(`select ${id(6, '1')} as id`)
  return `/tasks/${task?.id}/matrix`
}

function statements(id: (kind: number, n: string) => string): string {
  const step = `b * ${nodes} + k`
  // How many nodes a branch has behind it decides everything else about its copy.
  const done = `(b % ${nodes + 1})`
  const state = `case when ${done} = ${nodes} then 'approved' when ${done} = 0 then 'issued'
    when b % 5 = 0 then 'submitted' else 'accepted' end`
  return `
    set local session_replication_role = replica;
    insert into organisations (id, code, created_at)
      select ${id(1, 'b')}, 'MX' || b, '2020-01-01' from generate_series(1, ${branches}) b;
    insert into organisation_versions
        (id, organisation_id, parent_id, name, kind, class, position, valid_from, basis)
      select ${id(2, 'b')}, ${id(1, 'b')}, pg_temp.mx_id(1, 1), '第' || b || '外勤党支部', 'branch', 'I', b,
        '2020-01-01', '设立' from generate_series(1, ${branches}) b;
    insert into tasks (id, title, requirement, issuing_organisation_id, department, created_by,
        created_at, starts_on, due_at, is_evidence_required, recipients, state, dispatched_at)
      select ${id(6, '1')}, '年度重点专项行动', '分八个节点办理。', pg_temp.mx_id(1, 1), '党建部',
        (select max(id::text)::uuid from people), now() - interval '40 days',
        (now() - interval '40 days')::date, now() + interval '40 days', false, '{}', 'dispatched',
        now() - interval '40 days';
    insert into task_nodes (id, task_id, position, title, stage, due_at)
      select ${id(7, 'k')}, ${id(6, '1')}, k, '第' || k || '步', k,
        now() + (k * 10 - 40) * interval '1 day' from generate_series(1, ${nodes}) k;
    insert into dispatches (id, task_id, kind, number, dispatched_by, dispatched_at)
      select ${id(8, '1')}, ${id(6, '1')}, 'initial', 'MX-0001',
        (select max(id::text)::uuid from people), now() - interval '40 days';
    insert into assignments
        (id, task_id, dispatch_id, organisation_id, state, due_at, effective_due_at, state_since)
      select ${id(9, 'b')}, ${id(6, '1')}, ${id(8, '1')}, ${id(1, 'b')}, ${state},
        now() + interval '40 days', now() + (${done} * 10 - 30) * interval '1 day',
        now() - (b % 12) * interval '1 day'
      from generate_series(1, ${branches}) b;
    insert into steps (id, assignment_id, node_id, state, due_at, effective_due_at)
      select ${id(10, step)}, ${id(9, 'b')}, ${id(7, 'k')},
        case when k <= ${done} then 'approved' when k > ${done} + 1 then 'waiting'
          when ${done} > 0 and b % 5 = 0 then 'submitted' else 'open' end,
        now() + (k * 10 - 40) * interval '1 day', now() + (k * 10 - 40) * interval '1 day'
      from generate_series(1, ${branches}) b, generate_series(1, ${nodes}) k;
    insert into clock_segments (id, step_id, party, starts_at, ends_at)
      select ${id(11, step)}, ${id(10, step)},
        case when k > ${done} and ${done} > 0 and b % 5 = 0 then 'reviewer' else 'assignee' end,
        now() - (44 - k * 5) * interval '1 day',
        case when k <= ${done} then now() - (41 - k * 5) * interval '1 day' end
      from generate_series(1, ${branches}) b, generate_series(1, ${nodes}) k
      where k <= ${done} + 1;
    insert into task_tallies (task_id, state, count)
      select task_id, state, count(*) from assignments where task_id = ${id(6, '1')} group by 1, 2;
    analyze assignments, steps, clock_segments, tasks`
}
