import type postgres from 'postgres'
import { sealPhone } from '@/lib/phone'
import type { Accounts, Size } from './data'

/** Kinds of `bench_id`. */
export const kindOf = {
  organisation: 1,
  version: 2,
  person: 3,
  membership: 4,
  post: 5,
  task: 6,
  node: 7,
  dispatch: 8,
  assignment: 9,
  step: 10,
  segment: 11,
  submission: 12,
  notice: 13,
  message: 14,
  recipient: 15,
  grant: 16,
  session: 17,
  acceptance: 18,
} as const

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'
const givenNames = '建国志强秀英晓明海燕立新文静国华玉兰少杰雨涵思远子轩佳怡'

/** 党委 (number 1), a 党总支 for each fifty branches, the branches (from 1001 on). */
export async function insertOrganisations(sql: postgres.Sql, { branches }: Size): Promise<void> {
  const generals = Math.ceil(branches / 50)
  await sql.unsafe(`
    create temp table unit as
      select 1 as n, null::int as parent, 'committee' as kind, null as class, '领航集团公司党委' as name
      union all select 1 + g, 1, 'general_branch', null, '第' || g || '党总支'
        from generate_series(1, ${generals}) g
      union all select 1000 + b, 2 + (b - 1) / 50, 'branch', bench_pick('{I,II,III}', b),
        '第' || b || '党支部' from generate_series(1, ${branches}) b;
    insert into organisations (id, code, created_at)
      select bench_id(${kindOf.organisation}, n), 'U' || lpad(n::text, 5, '0'), '2020-01-01' from unit;
    insert into organisation_versions
        (id, organisation_id, parent_id, name, kind, class, position, valid_from, basis)
      select bench_id(${kindOf.version}, n), bench_id(${kindOf.organisation}, n),
        bench_id(${kindOf.organisation}, parent), name, kind, class, n, '2020-01-01', '设立'
      from unit;
    drop table unit`)
}

/**
 * People by turns to the branches; the first of each is its secretary, the second its 党务专责 or
 * a commissioner. One sealed number serves all: nothing is ever sent.
 */
export async function insertPeople(sql: postgres.Sql, { branches, people }: Size): Promise<void> {
  const phone = sealPhone('13800138000')
  const branch = `bench_id(${kindOf.organisation}, 1001 + (n - 1) % ${branches})`
  await sql.unsafe(`
    insert into people (id, employee_number, name, sex, phone_cipher, phone_lookup, phone_masked, created_at)
      select bench_id(${kindOf.person}, n), 'N' || lpad(n::text, 6, '0'),
        bench_pick('{${[...surnames].join(',')}}', n * 7 % 20) || bench_pick('{${pairs(givenNames)}}', n * 11 / 20),
        bench_pick('{male,female}', n * 7 % 3), cipher, lookup,
        '138****' || lpad((n % 10000)::text, 4, '0'), '2020-01-01'
      from (select n, case when reached then '${phone.phoneCipher}' end as cipher,
          case when reached then '${phone.phoneLookup}' || n end as lookup
        from (select n, n <= ${2 * branches} or n % 23 > 0 as reached
          from generate_series(1, ${people + 1}) n) p) p;
    insert into memberships (id, person_id, organisation_id, relation, member_kind, valid_from, basis)
      select bench_id(${kindOf.membership}, n), bench_id(${kindOf.person}, n), ${branch}, 'membership',
        case when n % 29 = 0 then 'probationary' else 'full' end, '2020-01-01', '组织关系'
      from generate_series(1, ${people}) n;
    insert into posts (id, organisation_id, person_id, post, basis, valid_from)
      select bench_id(${kindOf.post}, n), ${branch}, bench_id(${kindOf.person}, n),
        case when n <= ${branches} then 'secretary' when n % 3 = 0 then 'clerk'
          else 'organisation_commissioner' end, '任职', '2020-01-01'
      from generate_series(1, ${2 * branches}) n`)
}

/** An officer of the committee and the first secretary, each with an open session. */
export async function insertAccounts(sql: postgres.Sql, { people }: Size): Promise<Accounts> {
  const officer = people + 1
  await sql.unsafe(`
    insert into role_grants (id, person_id, role, organisation_id, department, valid_from)
      values (bench_id(${kindOf.grant}, 1), bench_id(${kindOf.person}, ${officer}),
        'committee_officer', bench_id(${kindOf.organisation}, 1), '党建部', '2020-01-01');
    insert into accounts (person_id, state, created_at)
      select bench_id(${kindOf.person}, n), 'active', '2020-01-01' from unnest('{1,${officer}}'::int[]) n;
    insert into sessions (id, person_id, created_at, last_seen_at, expires_at, device)
      select bench_id(${kindOf.session}, n), bench_id(${kindOf.person}, n), now(), now(),
        now() + interval '30 days', 'Chrome' from unnest('{1,${officer}}'::int[]) n`)
  const [ids] = await sql.unsafe<[Accounts]>(`
    select bench_id(${kindOf.person}, ${officer}) as "officerId",
      bench_id(${kindOf.session}, ${officer}) as "officerSessionId",
      bench_id(${kindOf.person}, 1) as "secretaryId",
      bench_id(${kindOf.session}, 1) as "secretarySessionId",
      bench_id(${kindOf.organisation}, 1) as "committeeId"`)
  return { ...ids }
}

function pairs(text: string): string {
  return (text.match(/../gu) ?? []).join(',')
}
