import { date, timestamp, uuid } from 'drizzle-orm/pg-core'
import { newId } from '../ids'

/** Primary key of a domain row. */
export const id = () => uuid().primaryKey().$defaultFn(newId)

/** A moment, to the millisecond (what a JavaScript Date can carry back unchanged). */
export const moment = () => timestamp({ withTimezone: true, precision: 3, mode: 'date' })

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const day = () => date({ mode: 'string' })
