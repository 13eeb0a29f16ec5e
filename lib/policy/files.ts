import type { Viewer } from './viewer'

export interface FileSubject {
  uploadedBy: string
  /** Whether the viewer may see something the file is attached to. */
  isReachable: boolean
}

export const fileRules = {
  'file.upload': () => true,
  'file.download': (viewer: Viewer, subject: FileSubject) =>
    subject.uploadedBy === viewer.personId || subject.isReachable,
} as const
