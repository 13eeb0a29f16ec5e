import type { RequirementSource } from '@/db/enums'
import { newId } from '@/db/ids'
import { storeFile } from '@/lib/files/store-file'
import { addDays, dayOf } from '@/lib/period'
import { closeRequirement } from '@/lib/tasks/requirements/close-requirement'
import { registerRequirement } from '@/lib/tasks/requirements/register-requirement'
import { issuerOf } from './audience'
import { streamOf } from './evidence'
import { ago, type Present } from './present'
import { makeScan } from './scan'
import { personNamed } from './world'

interface RequirementPlan {
  key: string
  source: RequirementSource
  reference: (year: number) => string
  title: string
  content: string
  /** Working days before the seed. */
  registered: number
  /** Calendar days from the seed to the due day. */
  dueInDays?: number
  department?: string
  hasScan?: boolean
  /** Tasks of the present that stand on it. */
  tasks?: readonly string[]
  closed?: { before: number; result: string }
}

const plans: readonly RequirementPlan[] = [
  {
    key: 'notice',
    source: 'superior_document',
    reference: (year) => `西岭电党〔${year}〕41号`,
    title: '落实任期届满党组织换届工作提醒',
    content:
      '任期将满的党支部提前六个月做好换届准备，因故提前或延期的按程序报批。公司党委汇总后于年底前报送完成情况。',
    registered: 15.6,
    dueInDays: 40,
    tasks: ['term'],
  },
  {
    key: 'safety',
    source: 'leader_instruction',
    reference: () => '党委书记在安全生产分析会上的批示',
    title: '党员责任区隐患排查要见实效',
    content:
      '请安全监察部会同党建部，把党员责任区排查与冬季安全大检查结合起来，查出的问题逐项整改，不走过场，结果报我。',
    registered: 15.2,
    dueInDays: 12,
    department: '安全监察部',
    hasScan: true,
    tasks: ['safety', 'fire'],
  },
  {
    key: 'integrity',
    source: 'inspection',
    reference: (year) => `${year}年巡察反馈问题清单第6项`,
    title: '巡察整改：警示教育针对性不强',
    content:
      '部分支部警示教育以传达文件为主，没有结合岗位廉洁风险。要求本季度全部结合身边事开展一次。',
    registered: 14.6,
    dueInDays: 9,
    tasks: ['integrity'],
  },
  {
    key: 'visit',
    source: 'committee_decision',
    reference: (year) => `党委会〔${year}〕第14次会议纪要第三项`,
    title: '冬季走访慰问离退休和困难党员',
    content:
      '由各离退休支部排出名单，党委班子成员分片走访，元旦前完成；慰问标准按原办法执行，不另发文。',
    registered: 13.8,
    dueInDays: 38,
    tasks: ['visit'],
  },
  {
    key: 'dues',
    source: 'superior_document',
    reference: (year) => `西岭电党组〔${year}〕17号`,
    title: '党费收缴情况核对',
    content: '各单位按季度核对党费收缴，账实相符，差错当季更正。',
    registered: 15.9,
    dueInDays: -2,
    closed: {
      before: 1.1,
      result: '各支部核对完毕，两个支部的差错已更正，党费专户账实相符。',
    },
  },
]

/** 立项 of all sources, by the real verbs; the tasks that stand on them are drafted later. */
export function planRequirements(present: Present): void {
  const { world, stage, timetable } = present
  for (const plan of plans) {
    const requirementId = newId()
    const by = issuerOf(world, plan.department).id
    const at = ago(present, plan.registered)
    for (const key of plan.tasks ?? []) {
      present.standsOn.set(key, requirementId)
    }
    timetable.add(at, async () => {
      const ctx = await stage.as(by, at)
      const year = Number(dayOf(at).slice(0, 4))
      await registerRequirement(ctx, {
        requirementId,
        source: plan.source,
        reference: plan.reference(year),
        title: plan.title,
        content: plan.content,
        receivedOn: dayOf(world.time.earlier(at, 300)),
        dueOn: plan.dueInDays === undefined ? undefined : addDays(dayOf(world.now), plan.dueInDays),
        fileIds: plan.hasScan ? [await scanOf(present, by, at)] : [],
      })
    })
    const { closed } = plan
    if (closed) {
      const closedAt = ago(present, closed.before)
      timetable.add(closedAt, async () => {
        await closeRequirement(await stage.as(by, closedAt), {
          requirementId,
          result: closed.result,
        })
      })
    }
  }
}

async function scanOf({ stage }: Present, by: string, at: Date): Promise<string> {
  const name = '领导批示件（扫描）.png'
  const stream = streamOf({ name, bytes: makeScan() })
  const ctx = await stage.as(by, at)
  return (await storeFile(ctx, { name, classification: 'internal', stream })).id
}

/** A requirement made from a proposal, in the name of 党建部. */
export async function registerFromProposal(
  present: Present,
  proposal: { id: string; title: string; content: string; from: string },
  at: Date,
): Promise<void> {
  const ctx = await present.stage.as(personNamed(present.world, '陈晓春').id, at)
  await registerRequirement(ctx, {
    requirementId: newId(),
    source: 'branch_proposal',
    reference: `${proposal.from}提出`,
    title: proposal.title,
    content: proposal.content,
    receivedOn: dayOf(at),
    dueOn: addDays(dayOf(present.world.now), 30),
    fileIds: [],
    proposalId: proposal.id,
  })
}
