import { bigint, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { classifications } from '../enums'
import { id, moment } from './columns'
import { people } from './organisation'

/** Stored bytes, once for each content. */
export const fileContents = pgTable('file_contents', {
  sha256: text().primaryKey(),
  sizeBytes: bigint({ mode: 'number' }).notNull(),
  /** Detected from the bytes, never taken from the client. */
  mediaType: text().notNull(),
  storedAt: moment().notNull(),
})

/** One upload: a name and a statement about some content. Immutable. */
export const files = pgTable(
  'files',
  {
    id: id(),
    sha256: text()
      .notNull()
      .references(() => fileContents.sha256),
    name: text().notNull(),
    classification: text({ enum: classifications }).notNull(),
    uploadedBy: uuid()
      .notNull()
      .references(() => people.id),
    uploadedAt: moment().notNull(),
  },
  (t) => [index().on(t.uploadedBy, t.uploadedAt), index().on(t.sha256)],
)
