import type { SnapshotContent } from './schema'

type Compared = Pick<
  SnapshotContent['organisations'][number],
  'id' | 'class' | 'totalHundredths' | 'fullHundredths' | 'rank' | 'grade'
>

/** Organisations whose total, rank, grade or class differ between two snapshots, by id. */
export function movedBetween(
  before: Pick<SnapshotContent, 'organisations'>,
  after: { organisations: readonly Compared[] },
): string[] {
  const past = new Map(before.organisations.map((one) => [one.id, one]))
  const isSame = (one: Compared) => {
    const was = past.get(one.id)
    return (
      was?.totalHundredths === one.totalHundredths &&
      was.fullHundredths === one.fullHundredths &&
      was.rank === one.rank &&
      was.grade === one.grade &&
      was.class === one.class
    )
  }
  return after.organisations.filter((one) => !isSame(one)).map((one) => one.id)
}
