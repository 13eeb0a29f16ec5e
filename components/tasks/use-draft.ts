import { useCallback, useEffect, useRef, useState } from 'react'
import { type LocalDraft, readLocalDraft, writeLocalDraft } from './draft-store'

const localDelayMs = 400
const serverDelayMs = 2500

export interface ServerDraft {
  version: number
  text: string
  fileIds: string[]
  savedAt: Date
}

type Saved = { where: 'server' | 'device' | 'nowhere'; at: Date } | null

interface DraftOptions {
  /** Key of the server copy, `submission:<stepId>`. */
  draftKey: string
  /** Keeps several people of one device apart. */
  personId: string
  initialText: string
  server: ServerDraft | null
  fileIds: string[]
}

/**
 * Text that saves itself: on this device within half a second, on the server a little later. When
 * two devices have written, both texts are there to choose from.
 */
export function useDraft(options: DraftOptions) {
  const { draftKey, personId, initialText, server, fileIds } = options
  const localKey = `${personId}:${draftKey}`
  const [text, setText] = useState(initialText)
  const [saved, setSaved] = useState<Saved>(server ? { where: 'server', at: server.savedAt } : null)
  const [other, setOther] = useState<{ text: string; version: number; at: Date } | null>(null)
  const [reconnections, setReconnections] = useState(0)
  const version = useRef(server?.version ?? 0)
  const isDirty = useRef(false)

  useEffect(() => {
    void readLocalDraft(localKey).then((local) => {
      if (!local || local.text === initialText || isDirty.current) {
        return
      }
      if (local.baseVersion === version.current) {
        isDirty.current = true
        setText(local.text)
      } else {
        setOther({ text: local.text, version: version.current, at: new Date(local.savedAt) })
      }
    })
  }, [localKey, initialText])

  useEffect(() => {
    const again = () => setReconnections((count) => count + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])

  const saveLocally = useCallback(
    async (value: string) => {
      const draft: LocalDraft = {
        text: value,
        baseVersion: version.current,
        savedAt: Date.now(),
      }
      const isKept = await writeLocalDraft(localKey, draft)
      setSaved({ where: isKept ? 'device' : 'nowhere', at: new Date() })
    },
    [localKey],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: back on line, what is here goes out
  useEffect(() => {
    if (!isDirty.current || other) {
      return
    }
    const local = setTimeout(() => void saveLocally(text), localDelayMs)
    const remote = setTimeout(() => {
      void saveOnServer({ key: draftKey, version: version.current, body: { text, fileIds } }).then(
        (answer) => {
          if (answer?.saved) {
            version.current = answer.saved.version
            setSaved({ where: 'server', at: new Date(answer.saved.updatedAt) })
          } else if (answer?.conflict) {
            const { conflict } = answer
            setOther({
              text: conflict.body.text,
              version: conflict.version,
              at: new Date(conflict.updatedAt),
            })
          }
        },
      )
    }, serverDelayMs)
    return () => {
      clearTimeout(local)
      clearTimeout(remote)
    }
  }, [text, fileIds, draftKey, other, saveLocally, reconnections])

  const write = (value: string) => {
    isDirty.current = true
    setText(value)
  }
  /** Ends a conflict: with the other text, or with the one on the screen. */
  const settle = (chosen: 'mine' | 'other') => {
    if (!other) {
      return
    }
    version.current = other.version
    isDirty.current = true
    if (chosen === 'other') {
      setText(other.text)
    }
    setOther(null)
  }
  return { text, write, saved, other, settle, localKey }
}

interface StoredAnswer {
  version: number
  body: { text: string }
  updatedAt: string
}

/** The server's answer, or null when it cannot be reached; the next keystroke or connection tries again. */
async function saveOnServer(
  draft: unknown,
): Promise<{ saved?: StoredAnswer; conflict?: StoredAnswer } | null> {
  try {
    const response = await fetch('/api/drafts', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(draft),
    })
    return response.ok ? await response.json() : null
  } catch {
    return null
  }
}
