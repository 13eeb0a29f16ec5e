export interface StoredContent {
  /** Hex SHA-256 of the bytes: their address. */
  sha256: string
  sizeBytes: number
}

/** First and last byte, both included. */
export interface ByteRange {
  start: number
  end: number
}

/** Bytes that have arrived and lie aside: nobody finds them until they are kept. */
export interface ReceivedContent {
  content: StoredContent
  /**
   * Puts them at their address, whoever else sent the same; again does nothing.
   * @throws StorageFullError
   */
  keep: () => Promise<void>
  /** Forgets them unless they were kept; again does nothing. */
  discard: () => Promise<void>
}

/** Where bytes are kept, addressed by what they are. */
export interface Storage {
  /**
   * Takes a stream to its end.
   * @throws ContentTooLargeError past `limitBytes`, StorageFullError; nothing is left then
   */
  receive: (bytes: AsyncIterable<Uint8Array>, limitBytes: number) => Promise<ReceivedContent>
  /**
   * Opens kept bytes for reading.
   * @throws ContentMissingError
   */
  read: (sha256: string, range?: ByteRange) => Promise<ReadableStream<Uint8Array>>
  /** Removes kept bytes; nothing there is fine. The caller makes sure that nobody needs them. */
  remove: (sha256: string) => Promise<void>
  /** Addresses of what was received before a moment and is kept, in no order. */
  keptBefore: (before: Date) => AsyncIterable<string>
  /** Removes what broken uploads left before a moment; returns how many. */
  removeAbandoned: (before: Date) => Promise<number>
}

/** More bytes came than the caller allows. */
export class ContentTooLargeError extends Error {}
/** The bytes are not (or no longer) where they should be. */
export class ContentMissingError extends Error {}
/** No room, or no right to write. */
export class StorageFullError extends Error {}
