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

/** Lucide arrow-left. */
export function ArrowLeftIcon(props: IconProps) {
  return <Glyph d="M12 19l-7-7 7-7M19 12H5" {...props} />
}

/** Lucide arrow-right. */
export function ArrowRightIcon(props: IconProps) {
  return <Glyph d="M5 12h14M12 5l 7 7-7 7" {...props} />
}

/** Lucide x. */
export function CloseIcon(props: IconProps) {
  return <Glyph d="M18 6 6 18M6 6l 12 12" {...props} />
}

/** Lucide plus. */
export function PlusIcon(props: IconProps) {
  return <Glyph d="M5 12h14M12 5v14" {...props} />
}

/** Lucide check. */
export function CheckIcon(props: IconProps) {
  return <Glyph d="M20 6 9 17l-5-5" {...props} />
}

/** Lucide download. */
export function DownloadIcon(props: IconProps) {
  return <Glyph d="M12 15V3M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4M7 10l 5 5 5-5" {...props} />
}

/** Lucide eye. */
export function EyeIcon(props: IconProps) {
  return (
    <Glyph
      d="M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
      {...props}
    />
  )
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

/** Lucide printer. */
export function PrintIcon(props: IconProps) {
  return (
    <Glyph
      d="M6 18H4a2 2 0 0 1-2-2v-5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2v5a2 2 0 0 1-2 2h-2M6 9V3a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v6M7 14h10a1 1 0 0 1 1 1v6a1 1 0 0 1 -1 1h-10a1 1 0 0 1 -1 -1v-6a1 1 0 0 1 1 -1z"
      {...props}
    />
  )
}

/** Lucide clock. */
export function ClockIcon(props: IconProps) {
  return <Glyph d="M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 6v6l4 2" {...props} />
}

/** Lucide triangle-alert. */
export function WarningIcon(props: IconProps) {
  return (
    <Glyph
      d="M12 9v4M12 17h.01M10.3 3.9 1.8 18a2 2 0 0 0 1.7 3h17a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0z"
      {...props}
    />
  )
}

/** Lucide info. */
export function InfoIcon(props: IconProps) {
  return <Glyph d="M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0M12 16v-4M12 8h.01" {...props} />
}

/** Lucide log-out. */
export function SignOutIcon(props: IconProps) {
  return <Glyph d="M16 17l 5-5-5-5M21 12H9M9 21H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2h4" {...props} />
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

/** Lucide ellipsis. */
export function MoreIcon(props: IconProps) {
  return (
    <Glyph
      d="M11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M18 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M4 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0"
      {...props}
    />
  )
}

/** Lucide arrow-up-down. */
export function SortIcon(props: IconProps) {
  return <Glyph d="M21 16l-4 4-4-4M17 20V4M3 8l 4-4 4 4M7 4v16" {...props} />
}

/** Lucide rotate-cw. */
export function RefreshIcon(props: IconProps) {
  return <Glyph d="M21 12a9 9 0 1 1-9-9c2.52 0 4.93 1 6.74 2.74L21 8M21 3v5h-5" {...props} />
}

/** Lucide lock-keyhole. */
export function LockIcon(props: IconProps) {
  return (
    <Glyph
      d="M11 16a1 1 0 1 0 2 0a1 1 0 1 0 -2 0M5 10h14a2 2 0 0 1 2 2v8a2 2 0 0 1 -2 2h-14a2 2 0 0 1 -2 -2v-8a2 2 0 0 1 2 -2zM7 10V7a5 5 0 0 1 10 0v3"
      {...props}
    />
  )
}
