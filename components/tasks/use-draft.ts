import { useCallback, useEffect, useRef, useState } from 'react'
import type { StoredFile } from '@/lib/files/states'
import { type DraftAnswer, filesOfBoth, isChanged, readDraftAnswer } from './draft-changes'
import { type LocalDraft, readLocalDraft, writeLocalDraft } from './draft-store'

const localDelayMs = 400
const serverDelayMs = 2500
/** A file stays on this device only in name: what was uploaded is noted on the server soon. */
const filesDelayMs = 300

export interface ServerDraft {
  version: number
  savedAt: Date
}

type Saved = { where: 'server' | 'device' | 'nowhere'; at: Date } | null

interface OtherDraft {
  text: string
  files: StoredFile[]
  version: number
  at: Date
}

interface DraftOptions {
  /** Key of the server copy, `submission:<stepId>`. */
  draftKey: string
  /** Keeps several people of one device apart. */
  personId: string
  initialText: string
  initialFiles: StoredFile[]
  server: ServerDraft | null
}

/**
 * Text and files that save themselves: on this device within half a second, on the server a little
 * later. When two devices have written, both are there to choose from. Once the step is handed in,
 * here or elsewhere, nothing is saved any more.
 */
export function useDraft(options: DraftOptions) {
  const { draftKey, personId, initialText, initialFiles, server } = options
  const localKey = `${personId}:${draftKey}`
  const [text, setText] = useState(initialText)
  const [files, setFiles] = useState(initialFiles)
  const [filesRound, setFilesRound] = useState(0)
  const [saved, setSaved] = useState<Saved>(server ? { where: 'server', at: server.savedAt } : null)
  const [other, setOther] = useState<OtherDraft | null>(null)
  const [closedWords, setClosedWords] = useState<string | null>(null)
  const reconnections = useReconnections()
  const version = useRef(server?.version ?? 0)
  const isTouched = useRef(false)
  const isFinished = useRef(false)
  const fileIds = files.map((file) => file.id)
  const written = useRef({ text: initialText, fileIds })
  const content = JSON.stringify({ text, fileIds })

  useEffect(() => {
    void readLocalDraft(localKey).then((local) => {
      if (!local || local.text === initialText || isTouched.current) {
        return
      }
      if (local.baseVersion === version.current) {
        isTouched.current = true
        setText(local.text)
      } else {
        const at = new Date(local.savedAt)
        setOther({ text: local.text, files: [], version: version.current, at })
      }
    })
  }, [localKey, initialText])

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

  const takeAnswer = useCallback((answer: DraftAnswer) => {
    if (answer.kind === 'closed') {
      setClosedWords(answer.words)
    } else if (answer.kind === 'saved') {
      version.current = answer.draft.version
      setSaved({ where: 'server', at: new Date(answer.draft.updatedAt) })
    } else if (answer.kind === 'conflict') {
      const { draft } = answer
      const at = new Date(draft.updatedAt)
      setOther({ text: draft.body.text, files: draft.files, version: draft.version, at })
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: back on line, what is here goes out
  useEffect(() => {
    const body = JSON.parse(content) as { text: string; fileIds: string[] }
    const hasOtherFiles = isChanged({ ...body, text: '' }, { ...written.current, text: '' })
    isTouched.current ||= isChanged(body, written.current)
    if (!isTouched.current || other || closedWords || isFinished.current) {
      return
    }
    const local = setTimeout(() => void saveLocally(body.text), localDelayMs)
    const remote = setTimeout(
      () => {
        written.current = body
        void saveOnServer({ key: draftKey, version: version.current, body }).then(
          (answer) => isFinished.current || takeAnswer(answer),
        )
      },
      hasOtherFiles ? filesDelayMs : serverDelayMs,
    )
    return () => {
      clearTimeout(local)
      clearTimeout(remote)
    }
  }, [content, draftKey, other, closedWords, saveLocally, takeAnswer, reconnections])

  const write = (value: string) => {
    isTouched.current = true
    setText(value)
  }
  /** Ends a conflict: with the other text, or with the one on the screen; files of both stay. */
  const settle = (chosen: 'mine' | 'other') => {
    if (!other) {
      return
    }
    version.current = other.version
    isTouched.current = true
    if (chosen === 'other') {
      setText(other.text)
    }
    setFiles(filesOfBoth(files, other.files))
    setFilesRound((round) => round + 1)
    setOther(null)
  }
  /** Handed in: a save that is still on its way must not bring the draft back. */
  const finish = () => {
    isFinished.current = true
  }
  const keepFiles = setFiles
  return {
    ...{ text, write, files, filesRound, keepFiles },
    ...{ saved, closedWords, other, settle, finish, localKey },
  }
}

/** Counts how often the connection came back. */
function useReconnections(): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    const again = () => setCount((before) => before + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])
  return count
}

/** The server's answer; when it cannot be reached the next keystroke or connection tries again. */
async function saveOnServer(draft: unknown): Promise<DraftAnswer> {
  try {
    const response = await fetch('/api/drafts', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(draft),
    })
    return readDraftAnswer(response.status, await response.json().catch(() => null))
  } catch {
    return { kind: 'unreachable' }
  }
}
