export type IconProps = { className?: string }

/**
 * One outline on a 24 × 24 grid, in the text's colour. Shapes are Lucide's (ISC licence); its own
 * components are client components and would put every icon of a page into the page's script.
 */
export function Glyph({ d, className = 'size-[1.25em]' }: IconProps & { d: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" className={`glyph ${className}`}>
      <path d={d} />
    </svg>
  )
}
