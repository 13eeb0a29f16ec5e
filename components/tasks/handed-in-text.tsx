import { TextLink } from '@/components/ui/text-link'

/** The address of a 活动纪实 as a hand-in names it, with the words in front of it. */
const recordAddress = /(?:活动纪实 )?(\/activities\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/

/** What was handed in, in its own lines; where it names a 活动纪实 the name leads there. */
export function HandedInText({ children }: { children: string }) {
  const found = recordAddress.exec(children)
  if (!found?.[1]) {
    return children
  }
  return (
    <>
      {children.slice(0, found.index)}
      <TextLink href={found[1]}>活动纪实</TextLink>
      <HandedInText>{children.slice(found.index + found[0].length)}</HandedInText>
    </>
  )
}
