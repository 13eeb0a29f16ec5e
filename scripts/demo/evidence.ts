import ExcelJS from 'exceljs'
import { dayOf } from '@/lib/period'
import type { Random } from './random'

export interface Evidence {
  name: string
  bytes: Uint8Array
}

const findings = [
  ['机房动环', '二号机柜排风扇异响', '更换风扇，复测温度正常', '已完成'],
  ['光缆交越点', '警示牌褪色、字迹不清', '重新制作并安装', '已完成'],
  ['作业现场', '绝缘梯检验标签缺失', '停用，送检后再用', '已完成'],
  ['车辆机具', '应急灯电量不足', '更换电池，列入月检', '已完成'],
  ['值班室', '插排串接、负荷偏大', '拆除串接，增设回路', '已完成'],
  ['备用电源', '油机启动电池老化', '列入检修计划，整改前每日巡视', '整改中'],
  ['通信线路', '引上钢管封堵脱落', '重新封堵防火泥', '已完成'],
] as const

/** A small workbook, as a branch would attach it. */
export async function makeEvidence(
  branchName: string,
  at: Date,
  random: Random,
): Promise<Evidence> {
  const workbook = new ExcelJS.Workbook()
  workbook.created = at
  workbook.modified = at
  const sheet = workbook.addWorksheet('清单')
  sheet.addRow([`${branchName}排查整改清单`])
  sheet.addRow(['序号', '位置', '问题', '措施', '进展'])
  const count = random.int(2, 4)
  const first = random.int(0, findings.length - 1)
  for (let index = 0; index < count; index += 1) {
    sheet.addRow([index + 1, ...(findings[(first + index) % findings.length] ?? [])])
  }
  sheet.addRow([`填报日期：${dayOf(at)}`])
  return {
    name: `${branchName}排查整改清单.xlsx`,
    bytes: new Uint8Array(await workbook.xlsx.writeBuffer()),
  }
}

/** The bytes as an upload brings them. */
export async function* streamOf({ bytes }: Evidence): AsyncGenerator<Uint8Array> {
  yield bytes
}
