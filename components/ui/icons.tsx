import { Glyph, type IconProps } from './glyph'

/** Lucide search. */
export function SearchIcon(props: IconProps) {
  return <Glyph d="M21 21l-4.34-4.34M3 11a8 8 0 1 0 16 0a8 8 0 1 0 -16 0" {...props} />
}

/** Lucide chevron-right. */
export function ChevronRightIcon(props: IconProps) {
  return <Glyph d="M9 18l 6-6-6-6" {...props} />
}

/** Lucide chevron-down. */
export function ChevronDownIcon(props: IconProps) {
  return <Glyph d="M6 9l 6 6 6-6" {...props} />
}

/** Lucide x. */
export function CloseIcon(props: IconProps) {
  return <Glyph d="M18 6 6 18M6 6l 12 12" {...props} />
}

/** Lucide file-text. */
export function FileIcon(props: IconProps) {
  return (
    <Glyph
      d="M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2zM14 2v5a1 1 0 0 0 1 1h5M10 9H8M16 13H8M16 17H8"
      {...props}
    />
  )
}

/** Lucide a-large-small. */
export function TypeSizeIcon(props: IconProps) {
  return (
    <Glyph
      d="M15 16l 2.536-7.328a1.02 1.02 1 0 1 1.928 0L22 16M15.697 14h5.606M2 16l 4.039-9.69a.5.5 0 0 1 .923 0L11 16M3.304 13h6.392"
      {...props}
    />
  )
}
