import type { Failure } from './failure'

interface PlainRefusal {
  failure: Failure
  status: number
  /** What had been written, to be copied; empty when there was nothing or it could not be read. */
  text: string
  /** The page the form was sent from, a path of ours. */
  back: string
}

/**
 * The page for a form sent without scripts that could not go back to its own: says why and shows
 * what was written, so that nothing is lost. It stands alone, for it may be shown to nobody signed in.
 */
export function plainRefusal({ failure, status, text, back }: PlainRefusal): Response {
  const isSignedOut = failure.code === 'unauthenticated'
  const href = isSignedOut ? `/sign-in?from=${encodeURIComponent(back)}` : back
  const kept = text
    ? `<label for="text">您填写的内容都在下面。请先全选复制，再继续：</label>
<textarea id="text" rows="12" readonly>${escapeHtml(text)}</textarea>`
    : '<p>已选的文件需要重新选择；文字可用浏览器的“后退”找回。</p>'
  const page = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>没有提交成功</title>
<style>body{max-width:40rem;margin:2rem auto;padding:0 1rem;font:1rem/1.7 sans-serif}
textarea{box-sizing:border-box;width:100%;font:inherit}a{display:inline-block;padding:.6rem 0}</style>
</head><body><main><h1>没有提交成功</h1>
<p>${escapeHtml(failure.message)}</p>
${kept}
<p><a href="${escapeHtml(href)}">${isSignedOut ? '重新登录' : '回到原页面'}</a></p>
</main></body></html>`
  return new Response(page, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  })
}

/** The path the form stood on, from its Referer; a host of others never becomes a link here. */
export function pageBefore(request: Request): string {
  const from = request.headers.get('referer') ?? ''
  const path = URL.canParse(from) ? new URL(from).pathname : '/'
  return path.replace(/^\/+/, '/')
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }
  return text.replace(/[&<>"]/g, (character) => `&${names[character]};`)
}
