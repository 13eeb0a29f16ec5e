import { openDatabase } from '@/db/client'
import { aliyunSms } from '@/lib/providers/sms/aliyun-sms'
import { deliverMessages } from '../deliver-messages'

/** A worker of its own, to be killed: `tsx drain-process.ts '{url, settings, now, concurrency}'`. */
const { url, settings, now, concurrency } = JSON.parse(process.argv[2] ?? '{}')
const { db, close } = openDatabase(url)
const provider = aliyunSms(settings)
const began = performance.now()
process.stdout.write('started\n')
await deliverMessages({
  db,
  provider,
  concurrency,
  now: () => new Date(new Date(now).getTime() + performance.now() - began),
})
await close()
