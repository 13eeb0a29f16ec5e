import { z } from 'zod'
import { faultWorkbook } from '@/lib/organisation/roster/fault-workbook'
import { loadRosterFaults } from '@/lib/organisation/roster/roster-queries'
import { rosterImportId } from '@/lib/organisation/roster/schema'
import { route } from '@/lib/route'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What is still wrong in an import, as a list to work through at the desk. */
export const GET = route(
  { params: z.object({ importId: rosterImportId }) },
  async (ctx, { params }) => {
    const { fileName, errors, warnings } = await loadRosterFaults(ctx, params.importId)
    const bytes = await faultWorkbook(errors, warnings)
    const name = `待改正清单-${fileName.replace(/\.xlsx$/i, '')}.xlsx`
    return new Response(Buffer.from(bytes), {
      headers: {
        'Content-Type': sheetType,
        'Content-Disposition': `attachment; filename="faults.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  },
)
