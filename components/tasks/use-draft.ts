import { useCallback, useEffect, useRef, useState } from 'react'
import type { StoredFile } from '@/lib/files/states'
import type { ReportValues } from '@/lib/forms/states'
import {
  type DraftAnswer,
  type DraftContent,
  filesOfBoth,
  isChanged,
  readDraftAnswer,
} from './draft-changes'
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
  values?: ReportValues
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
  /** Of a step with a form: what its fields begin with. */
  initialValues?: ReportValues
  server: ServerDraft | null
}

/**
 * Text, form fields and files that save themselves: on this device within half a second, on the server a little
 * later. When two devices have written, both are there to choose from. Once the step is handed in,
 * here or elsewhere, nothing is saved any more.
 */
export function useDraft(options: DraftOptions) {
  const { draftKey, personId, initialText, initialFiles, initialValues, server } = options
  const localKey = `${personId}:${draftKey}`
  const [text, setText] = useState(initialText)
  const [values, setValues] = useState(initialValues)
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
  const written = useRef<DraftContent>({ text: initialText, fileIds, values: initialValues })
  const content = JSON.stringify({ text, fileIds, values })

  useEffect(() => {
    void readLocalDraft(localKey).then((local) => {
      const before = { ...written.current, text: initialText }
      if (!local || isTouched.current || !isChanged({ ...before, ...asContent(local) }, before)) {
        return
      }
      if (local.baseVersion === version.current) {
        isTouched.current = true
        setText(local.text)
        setValues((given) => local.values ?? given)
      } else {
        const at = new Date(local.savedAt)
        setOther({ ...asContent(local), files: [], version: version.current, at })
      }
    })
  }, [localKey, initialText])

  const saveLocally = useCallback(
    async (written: DraftContent) => {
      const draft: LocalDraft = {
        ...asContent(written),
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
      setOther({ ...asContent(draft.body), files: draft.files, version: draft.version, at })
    }
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: back on line, what is here goes out
  useEffect(() => {
    const body = JSON.parse(content) as DraftContent
    const hasOtherFiles = body.fileIds.join() !== written.current.fileIds.join()
    isTouched.current ||= isChanged(body, written.current)
    if (!isTouched.current || other || closedWords || isFinished.current) {
      return
    }
    const local = setTimeout(() => void saveLocally(body), localDelayMs)
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
  const fill = (filled: ReportValues) => {
    isTouched.current = true
    setValues(filled)
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
      setValues(other.values ?? values)
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
    ...{ text, write, values, fill, files, filesRound, keepFiles },
    ...{ saved, closedWords, other, settle, finish, localKey },
  }
}

/** What of a draft is written: everything but its files. */
function asContent({ text, values }: { text: string; values?: ReportValues }) {
  return values === undefined ? { text } : { text, values }
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
