import type { Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { formName, knownForm, reported } from './support/forms'
import { expect, test } from './support/test'
import { dayFromNow, dispatched } from './support/world'

test('汇总表 adds up what branches reported, and goes out as a workbook without formulas', async ({
  as,
  world,
}) => {
  const { formVersionId } = await knownForm(world)
  const node = { title: '填报', dueOn: dayFromNow(14), formVersionId }
  const { copies, task } = await dispatched(world, { nodes: [node] })
  const desk = await as(world.officer)
  await reported(world, copies[0], world.secretaries[0], { f4: '=1+1' })
  await desk.goto(`/tasks/${task.id}`)
  await desk.getByRole('link', { name: '看汇总表' }).click()
  const table = desk.getByRole('table', { name: `${formName}汇总表` })
  await expect(table.getByRole('row', { name: world.branches[1].name })).toContainText('未报')

  await reported(world, copies[1], world.secretaries[1], { f1: '20', f2: '10' })
  await desk.reload()
  const totals = table.getByRole('row', { name: '合计' })
  await expect(totals.locator('[data-label^=应到人数]')).toContainText(/^50/)
  await expect(totals.locator('[data-label^=实到人数]')).toContainText(/^37/)
  await expect(totals.locator('[data-label^=到会率]')).toContainText(/^74.*按合计重算/)
  await expect(table.getByRole('link', { name: '=1+1' })).toBeVisible()

  const rows = await exported(desk)
  const cells = rows.flat()
  expect(cells.find(({ text }) => text.includes('=1+1'))?.type).toBe(ExcelJS.ValueType.String)
  expect(cells.filter(({ type }) => type === ExcelJS.ValueType.Formula)).toEqual([])
  const last = rows.at(-1)?.map(({ value }) => value)
  expect(last).toEqual(expect.arrayContaining(['合计', 50, 37]))
  await table.getByRole('link', { name: '=1+1' }).click()
  await expect(desk).toHaveURL(new RegExp(`${copies[0].path}#report`))
})

type Cell = Pick<ExcelJS.Cell, 'text' | 'type' | 'value'>

/** The rows of the workbook behind the export button. */
async function exported(desk: Page): Promise<Cell[][]> {
  const downloading = desk.waitForEvent('download')
  await desk.getByRole('link', { name: '导出 Excel' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/汇总\.xlsx$/)
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(await download.path())
  const rows: Cell[][] = []
  book.worksheets[0]?.eachRow((row) => {
    const cells: Cell[] = []
    row.eachCell(({ text, type, value }) => cells.push({ text, type, value }))
    rows.push(cells)
  })
  return rows
}
