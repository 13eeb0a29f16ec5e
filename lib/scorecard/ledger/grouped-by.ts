/** Rows by a name of theirs, in the order they came. */
export function groupedBy<T>(rows: Iterable<T>, nameOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const name = nameOf(row)
    const group = groups.get(name)
    if (group) {
      group.push(row)
    } else {
      groups.set(name, [row])
    }
  }
  return groups
}
