import { beforeEach, describe, expect, test, vi } from 'vitest'
import { testDatabase } from '@/db/testing/database'
import { createContextFor } from '@/db/testing/factories'
import type { ViewerContext } from '@/lib/context'
import { acceptAssignment } from '@/lib/tasks/accept-assignment'
import { findDraft } from '@/lib/tasks/save-draft'
import { submitStep } from '@/lib/tasks/submit-step'
import {
  createWorld,
  type DispatchedCopy,
  dispatchedTask,
  handInOf,
  versionsOf,
} from '@/lib/tasks/testing'
import { POST } from './route'

const signedIn = vi.hoisted(() => ({ ctx: null as unknown, sent: new Headers() }))
vi.mock('@/lib/session', () => ({ sessionContext: async () => signedIn.ctx }))
vi.mock('next/headers', () => ({
  headers: async () => signedIn.sent,
  cookies: async () => ({ set: () => {} }),
}))

const { db } = await testDatabase()
const world = await createWorld(db)
const words = '做完了 <b>三件</b> & “四件”'

let copy: DispatchedCopy
let ctx: ViewerContext

beforeEach(async () => {
  const { copies } = await dispatchedTask(world)
  copy = copies[0]
  ctx = await createContextFor(db, world.secretaries[0])
  await acceptAssignment(ctx, { assignmentId: copy.assignment.id })
  signedIn.ctx = ctx
  signedIn.sent = new Headers({ origin: 'http://here', host: 'here' })
})

function send(given: { text?: string; files?: File[]; bytes?: number } = {}) {
  const { requestKey } = handInOf(copy)
  const form = new FormData()
  form.set('stepId', copy.step.id)
  form.set('requestKey', requestKey)
  form.set('text', given.text ?? words)
  form.set('classification', 'internal')
  for (const file of given.files ?? []) {
    form.append('files', file)
  }
  const url = `http://here/api/steps/${copy.step.id}/submission`
  const request = new Request(url, { method: 'POST', body: form })
  const headers = new Headers(request.headers)
  headers.set('content-length', String(given.bytes ?? 1000))
  headers.set('referer', `http://here/tasks/t/assignments/${copy.assignment.id}`)
  return POST(new Request(request, { headers }), {
    params: Promise.resolve({ stepId: copy.step.id }),
  })
}

async function expectPage(answer: Response, status: number) {
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    status,
    'text/html; charset=utf-8',
  ])
  const page = await answer.text()
  expect(page).toContain('做完了 &lt;b&gt;三件&lt;/b&gt; &amp; “四件”</textarea>')
  return page
}

describe('a browser without scripts gets a page with its text, never JSON', () => {
  test('signed out: with the way to sign in and back', async () => {
    signedIn.ctx = null
    const page = await expectPage(await send(), 401)
    expect(page).toContain('重新登录')
    expect(page).toContain(`/sign-in?from=%2Ftasks%2Ft%2Fassignments%2F${copy.assignment.id}`)
  })

  test('no origin', async () => {
    signedIn.sent = new Headers({ host: 'here' })
    const page = await expectPage(await send(), 403)
    expect(page).toContain(`href="/tasks/t/assignments/${copy.assignment.id}"`)
  })

  test('larger than a form may be', async () => {
    const large = new File([Buffer.alloc(3 * 1024 * 1024, 1)], '录像.mp4')
    await expectPage(await send({ files: [large], bytes: 40 * 1024 * 1024 }), 429)
  })

  test('handed in meanwhile', async () => {
    await submitStep(ctx, handInOf(copy))
    await expectPage(await send(), 409)
    expect(await findDraft(ctx, `submission:${copy.step.id}`)).toBeNull()
  })
})

test('a refused form keeps the files it has stored beside its text', async () => {
  const answer = await send({ text: '短', files: [new File(['照片'], '照片.txt')] })
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(/#fill$/),
  ])
  const draft = await findDraft(ctx, `submission:${copy.step.id}`)
  expect(draft).toMatchObject({ body: { text: '短' }, files: [{ name: '照片.txt' }] })
})

test('also those before one that was refused', async () => {
  const files = [new File(['照片'], '照片.txt'), new File(['\x7fELF'], '程序')]
  expect((await send({ files })).status).toBe(303)
  const draft = await findDraft(ctx, `submission:${copy.step.id}`)
  expect(draft).toMatchObject({ body: { text: words }, files: [{ name: '照片.txt' }] })
})

test('a good one is handed in and goes back to the page', async () => {
  const answer = await send()
  expect([answer.status, answer.headers.get('location')]).toEqual([
    303,
    expect.stringMatching(new RegExp(`${copy.assignment.id}$`)),
  ])
  expect(await versionsOf(db, copy.step.id)).toMatchObject([{ text: words }])
})
