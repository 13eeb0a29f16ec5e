import { DomainError, invalid, overLimit, unavailable } from '@/lib/errors'
import { storage } from '@/lib/providers/storage/storage'
import {
  ContentTooLargeError,
  type ReceivedContent,
  StorageFullError,
} from '@/lib/providers/storage/stored-content'
import { type FileEnds, headBytes, isProgram, programBytes, tailBytes } from './media-type'
import { maxFileBytes } from './states'
import { overUploadQuota } from './upload-quota'

export interface ReceivedBytes extends ReceivedContent {
  ends: FileEnds
}

/**
 * Takes the bytes of an upload. They are in the store once `keep` was called, which has to happen
 * under the lock `storedContent` of their address and before the row that names them is committed:
 * then no row is without bytes, and the sweep never takes bytes that a row is about to name.
 * @param announcedBytes what the sender said would come; fewer means that the line broke
 * @param roomBytes what the sender may still send today
 * @throws DomainError invalid (empty, a program, cut short), limit (too large), unavailable (no room)
 */
export async function receiveBytes(
  stream: AsyncIterable<Uint8Array>,
  announcedBytes?: number,
  roomBytes = maxFileBytes,
): Promise<ReceivedBytes> {
  const mostBytes = Math.min(maxFileBytes, roomBytes)
  if (announcedBytes !== undefined && announcedBytes > maxFileBytes) {
    throw tooLarge()
  }
  const ends: FileEnds = { head: Buffer.alloc(0), tail: Buffer.alloc(0) }
  try {
    const received = await storage().receive(inspect(stream, announcedBytes, ends), mostBytes)
    return { ...received, ends, keep: () => received.keep().catch(refuseForRoom) }
  } catch (error) {
    if (error instanceof ContentTooLargeError) {
      throw mostBytes < maxFileBytes ? overUploadQuota() : tooLarge()
    }
    return refuseForRoom(error)
  }
}

function refuseForRoom(error: unknown): never {
  throw error instanceof StorageFullError
    ? unavailable('服务器暂时存不下这个文件，您填写的内容没有丢失。请稍后再传，或联系管理员。')
    : error
}

// Refuses while the bytes pass, so that a refused file is never kept.
async function* inspect(
  stream: AsyncIterable<Uint8Array>,
  announcedBytes: number | undefined,
  ends: FileEnds,
): AsyncGenerator<Uint8Array> {
  let received = 0
  let isChecked = false
  for await (const chunk of unbroken(stream)) {
    received += chunk.byteLength
    if (ends.head.length < headBytes) {
      ends.head = Buffer.concat([ends.head, chunk]).subarray(0, headBytes)
    }
    ends.tail = Buffer.concat([ends.tail, chunk.subarray(-tailBytes)]).subarray(-tailBytes)
    if (!isChecked && received >= programBytes) {
      refuseProgram(ends.head)
      isChecked = true
    }
    yield chunk
  }
  refuseProgram(ends.head)
  if (received === 0) {
    throw invalid('这个文件是空的，没有被接收。请检查后重新选择。')
  }
  if (announcedBytes !== undefined && received !== announcedBytes) {
    throw cutShort()
  }
}

async function* unbroken(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (error) {
    throw error instanceof DomainError ? error : cutShort()
  }
}

function refuseProgram(head: Uint8Array): void {
  if (isProgram(head.subarray(0, programBytes))) {
    throw invalid('程序文件不能作为材料上传，文件没有被接收。请改传文档、表格、图片或音视频。')
  }
}

function cutShort() {
  return invalid('网络中断，文件没有传完。其他内容都还在，请重试。')
}

function tooLarge() {
  const megabytes = maxFileBytes / 1024 / 1024
  return overLimit(`文件超过 ${megabytes} MB，没有被接收。请压缩或拆分后再传，其他内容都还在。`)
}
