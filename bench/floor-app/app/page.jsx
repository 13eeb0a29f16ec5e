export const dynamic = 'force-dynamic'

/** The bare page: what any page of Next brings with it. */
export default function Page() {
  return <p>一个空页面</p>
}
