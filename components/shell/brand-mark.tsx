/** The sign of the application and its name. */
export function BrandMark({ href }: { href: string }) {
  return (
    <a href={href} className="inline-flex items-center gap-2.5 font-semibold text-lg">
      <span
        aria-hidden="true"
        className="grid size-7 place-items-center rounded-control bg-brand text-on-brand text-sm"
      >
        领
      </span>
      领航
    </a>
  )
}
