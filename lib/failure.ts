import { newId } from '@/db/ids'
import { DomainError, type ErrorCode } from './errors'
import { describeError, log } from './log'

export interface Failure {
  code: ErrorCode | 'unexpected'
  message: string
  fields: Record<string, string>
  errorId?: string
}

/**
 * The one translation of an error into words for a person. Unexpected errors are logged under an id
 * and shown as a general sentence with that id; their own message never leaves the server.
 */
export function explainFailure(error: unknown, requestId: string): Failure {
  if (error instanceof DomainError) {
    return { code: error.code, message: error.message, fields: { ...error.fields } }
  }
  const errorId = newId().slice(-8)
  log('error', 'unexpected_failure', { errorId, requestId, ...describeError(error) })
  return {
    code: 'unexpected',
    message: `系统没能完成这一步，您填写的内容没有丢失。请稍后再试；如仍不行，请把编号 ${errorId} 告诉管理员。`,
    fields: {},
    errorId,
  }
}
