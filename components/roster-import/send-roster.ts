const lineBroken = '网络中断，文件没有传完，系统里没有改动。请检查网络后再按一次“上传并预览”。'
const unreadable = '服务器没有接收这个文件，系统里没有改动。请稍后再试。'

export type RosterSending =
  | { importId: string; message?: undefined }
  | { importId?: undefined; message: string }

/** Sends a roster as the body of one request. `onProgress` is told the bytes sent. */
export function sendRoster(
  file: File,
  classification: string,
  onProgress: (sentBytes: number) => void,
): Promise<RosterSending> {
  const request = new XMLHttpRequest()
  const query = new URLSearchParams({ name: file.name, classification })
  return new Promise((resolve) => {
    request.upload.onprogress = (event) => onProgress(event.loaded)
    request.onload = () => resolve(readAnswer(request))
    request.onerror = () => resolve({ message: lineBroken })
    request.onabort = () => resolve({ message: lineBroken })
    request.open('POST', `/api/roster-imports?${query}`)
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.send(file)
  })
}

function readAnswer(request: XMLHttpRequest): RosterSending {
  try {
    const body = JSON.parse(request.responseText) as { importId?: unknown; message?: unknown }
    if (request.status === 201 && typeof body.importId === 'string') {
      return { importId: body.importId }
    }
    return { message: typeof body.message === 'string' ? body.message : unreadable }
  } catch {
    return { message: unreadable }
  }
}
