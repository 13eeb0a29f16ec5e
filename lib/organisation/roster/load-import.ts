import { eq } from 'drizzle-orm'
import type { Db } from '@/db/client'
import { rosterImports } from '@/db/schema'
import { conflict, notFound } from '@/lib/errors'
import type { RosterWorkbook } from './workbook'

export type RosterImport = Omit<typeof rosterImports.$inferSelect, 'workbook'> & {
  /** As staged: telephone cells are encrypted. */
  workbook: RosterWorkbook
}

/**
 * An import by its id.
 * @throws DomainError not_found
 */
export async function loadImport(db: Db, importId: string): Promise<RosterImport> {
  const [row] = await db.select().from(rosterImports).where(eq(rosterImports.id, importId))
  if (!row) {
    throw notFound('导入')
  }
  return { ...row, workbook: row.workbook as RosterWorkbook }
}

/**
 * Refuses when the import was thrown away or has been changed since the page was read.
 * @throws DomainError conflict
 */
export function assertOpen(found: RosterImport, version: number): void {
  if (found.state === 'discarded') {
    throw conflict('这次导入已经作废，没有改动任何数据。如需导入，请重新上传文件。')
  }
  if (found.version !== version) {
    throw staleImport()
  }
}

/** Somebody else put something right in the meantime. */
export function staleImport() {
  return conflict(
    '这份名单刚刚在别处改过，您这一步没有执行，别人的修改都还在。请刷新页面，看过最新内容后再操作。',
  )
}
