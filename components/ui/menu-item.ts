/** The look of one line of a MoreMenu, for a link or a button. */
export const menuItemClass =
  'flex min-h-target w-full items-center gap-2 rounded-control px-3 text-start hover:bg-sunken'
