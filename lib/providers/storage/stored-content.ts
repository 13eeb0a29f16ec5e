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

/** Where bytes are kept, addressed by what they are. */
export interface Storage {
  /**
   * Takes a stream to its end and keeps it once, whoever else sent the same.
   * @throws ContentTooLargeError past `limitBytes`, StorageFullError; nothing is kept then
   */
  put: (bytes: AsyncIterable<Uint8Array>, limitBytes: number) => Promise<StoredContent>
  /**
   * Opens kept bytes for reading.
   * @throws ContentMissingError
   */
  read: (sha256: string, range?: ByteRange) => Promise<ReadableStream<Uint8Array>>
  /** Removes what broken uploads left before a moment; returns how many. */
  removeAbandoned: (before: Date) => Promise<number>
}

/** More bytes came than the caller allows. */
export class ContentTooLargeError extends Error {}
/** The bytes are not (or no longer) where they should be. */
export class ContentMissingError extends Error {}
/** No room, or no right to write. */
export class StorageFullError extends Error {}
