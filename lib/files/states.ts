import { type Classification, classifications } from '@/db/enums'

/** Largest file one may send. */
export const maxFileBytes = 200 * 1024 * 1024
/** Largest sum of files in one form sent without scripts, which arrives in memory. */
export const maxFormBytes = 32 * 1024 * 1024

export const classificationLabels: Record<Classification, string> = {
  public: '公开',
  internal: '内部资料',
  work_secret: '工作秘密',
  trade_secret: '商业秘密',
}

/** What one may state about a file; `secret` can be said, and is refused. */
export const classificationStatements = [...classifications, 'secret'] as const
export type ClassificationStatement = (typeof classificationStatements)[number]

export const statementLabels: Record<ClassificationStatement, string> = {
  ...classificationLabels,
  secret: '涉及国家秘密',
}

export const secretRefusal =
  '涉及国家秘密的材料不能上传到本系统，文件没有被接收。请按保密规定通过专用渠道报送；如已存放在联网设备上，请立即报告保密办。'

/** What the sender of a file gets back. */
export interface StoredFile {
  id: string
  name: string
  sizeBytes: number
  mediaType: string
}
