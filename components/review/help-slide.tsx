import { SlideFrame } from './slide-frame'

const keys: [string, string][] = [
  ['← →', '上一个、下一个支部（翻页笔同样可用）'],
  ['数字', '转到议程中的第几个支部'],
  ['Enter', '看分录和依据，再按返回'],
  ['T', '图表换成得分表，再按返回'],
  ['↑ ↓', '分录、得分表翻页'],
  ['D', '记录决定：事项、责任人、期限'],
  ['L', '本次决定和同步情况'],
  ['A', '议程'],
  ['H', '隐去支部和人员名称'],
  ['I', '显示合理设置下的区间'],
  ['N', '打开主讲人备注窗口'],
  ['F', '全屏'],
  ['B', '黑屏，再按恢复'],
  ['Esc', '回到支部页'],
]

/** What the keys do. */
export function HelpSlide() {
  return (
    <SlideFrame
      over="断网也能照常评议：打开以后不再需要网络，决定先存在本机，联网后自动同步。"
      title="按键"
    >
      <dl className="grid grid-flow-col grid-cols-2 grid-rows-7 gap-x-12 max-lg:grid-flow-row max-lg:grid-cols-1 max-lg:grid-rows-none">
        {keys.map(([key, words]) => (
          <div key={key} className="flex items-baseline gap-5 border-line border-b py-2">
            <dt className="w-32 shrink-0 font-semibold text-base text-gold">{key}</dt>
            <dd className="text-base">{words}</dd>
          </div>
        ))}
      </dl>
    </SlideFrame>
  )
}
