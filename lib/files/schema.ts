import { z } from 'zod'
import { classificationStatements } from './states'

/** The statement that comes with every file. */
export const classificationField = z.enum(classificationStatements, {
  error: '请先说明文件的密级，再上传。',
})

/** Query of `POST /api/files`. */
export const uploadQuery = z.object({
  name: z.string('缺少文件名，请重新选择文件。').min(1, '缺少文件名，请重新选择文件。'),
  classification: classificationField,
})
