import { expect, test } from 'vitest'
import type { MatrixRow } from '@/lib/tasks/states'
import { matrixGroupSize, matrixGroups, matrixText } from './matrix-html'

const of = (rows: MatrixRow[]) => matrixGroups(matrixText(rows))

test('a row leads to the copy, a cell to its node, with the word of its state and its day', () => {
  const [group] = of([['0190-a', '第一党支部', 'd9/12', 'l9/20', 'e']])
  expect(group?.html).toContain('<a href="assignments/0190-a" data-soft>第一党支部</a></th>')
  expect(group?.html).toContain('href="assignments/0190-a?node=1"')
  expect(group?.html).toContain('class="mx-d">完成 9/12</a>')
  expect(group?.html).toContain('?node=2" data-soft tabindex="-1" class="mx-l">逾期 9/20</a>')
  expect(group?.html).toContain('class="mx-e">终止 </a>')
})

test('whatever a name is made of stays a name', () => {
  const [group] = of([['1', '<img src=x onerror="a()">\t\'&\n党支部', 'o1/2']])
  expect(group?.html).toContain('>&lt;img src=x onerror=&quot;a()&quot;&gt; &#39;&amp; 党支部</a>')
  expect(group?.html.match(/<td>/g)).toHaveLength(1)
})

test('rows come in groups; no rows are no group', () => {
  const rows = Array.from({ length: matrixGroupSize + 3 }, (_, at): MatrixRow => [`${at}`, '甲'])
  expect(of(rows).map((group) => group.rows)).toEqual([matrixGroupSize, 3])
  expect(of([])).toEqual([])
})
