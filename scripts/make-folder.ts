import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { reasonOf } from './command-error'

/**
 * Makes a folder and those above it, as `mkdir` with `recursive` does; but that one hides why a
 * read-only disk refuses, and never ends under /proc.
 * @throws Error of the system call that failed
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, { mode })
  } catch (error) {
    const parent = path.dirname(folder)
    if (reasonOf(error) === 'ENOENT' && !(await isFolder(parent)) && parent !== folder) {
      await makeFolder(parent, mode)
      await mkdir(folder, { mode })
    } else if (!(await isFolder(folder))) {
      throw error
    }
  }
}

async function isFolder(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
