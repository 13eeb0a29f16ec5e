import { newId } from '@/db/ids'
import { declineProposal } from '@/lib/tasks/requirements/decline-proposal'
import { makeProposal } from '@/lib/tasks/requirements/make-proposal'
import { mergeProposals } from '@/lib/tasks/requirements/merge-proposals'
import { ago, type Present } from './present'
import { registerFromProposal } from './requirements'
import { organisationOf, personNamed } from './world'

interface ProposalPlan {
  key: string
  by: string
  branch: string
  title: string
  content: string
  /** Working days before the seed. */
  made: number
}

const plans: readonly ProposalPlan[] = [
  {
    key: 'room',
    by: '李建国',
    branch: 'telecom',
    title: '外勤班组缺少固定学习场所',
    content:
      '光缆巡护和变电通信的班组常年在站点，集中学习要往返两小时。建议在东川、北岭两个运维站各腾一间活动室，配一台大屏。',
    made: 9.3,
  },
  {
    key: 'screen',
    by: '石永刚',
    branch: 'cable',
    title: '站点没有党员活动室',
    content: '班组在站点值守，主题党日只能在值班室开，影响值班。希望统筹解决活动场所。',
    made: 7.6,
  },
  {
    key: 'books',
    by: '何静',
    branch: 'systems',
    title: '学习资料统一采购配发',
    content: '各支部分头买书，版本不一、价格也高。建议由党建部按支部人数统一采购，按季配发。',
    made: 11.4,
  },
  {
    key: 'sign',
    by: '周丽',
    branch: 'vehicles',
    title: '把签收速度列入支部考核',
    content: '有的支部签收慢，建议按签收先后给支部加分，带动大家及时响应。',
    made: 6.2,
  },
  {
    key: 'form',
    by: '王敏',
    branch: 'telecom',
    title: '年度报表里的党员人数自动带出',
    content: '同一份党员人数一年要填五次，系统里已有名册，建议自动带出，支部只核对。',
    made: 1.7,
  },
]

/** 需求 in every state: two waiting, one merged into one of them, one adopted, one declined. */
export function planProposals(present: Present): void {
  const ids = new Map(plans.map((plan) => [plan.key, newId()]))
  const idOf = (key: string) => ids.get(key) ?? newId()
  for (const plan of plans) {
    at(present, plan.made, async (moment) => {
      const { world, stage } = present
      const ctx = await stage.as(personNamed(world, plan.by).id, moment)
      await makeProposal(ctx, {
        proposalId: idOf(plan.key),
        from: `${organisationOf(world, plan.branch).id}:`,
        title: plan.title,
        content: plan.content,
      })
    })
  }
  at(present, 5.4, async (moment) => {
    await mergeProposals(await officer(present, moment), {
      proposalId: idOf('room'),
      mergedIds: [idOf('screen')],
    })
  })
  at(present, 4.9, async (moment) => {
    await declineProposal(await officer(present, moment), {
      proposalId: idOf('sign'),
      answer:
        '签收是收到的凭据，不是态度，按规定不列入考核。签收慢的支部可由系统提醒，长期不签收的由党总支了解情况。',
    })
  })
  const books = plans.find((plan) => plan.key === 'books')
  at(present, 8.2, async (moment) => {
    if (books) {
      const { title, content } = books
      const from = '信息运维党支部'
      await registerFromProposal(present, { id: idOf('books'), title, content, from }, moment)
    }
  })
}

function officer({ world, stage }: Present, moment: Date) {
  return stage.as(personNamed(world, '陈晓春').id, moment)
}

function at(present: Present, before: number, run: (moment: Date) => Promise<void>): void {
  const moment = ago(present, before)
  present.timetable.add(moment, () => run(moment))
}
