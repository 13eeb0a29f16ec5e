'use client'

import dynamic from 'next/dynamic'
import { useEffect, useRef, useState } from 'react'
import { formatPeriod, formatPoints } from '@/lib/format'
import { TrendLegend } from './trend-marks'
import { mostLines, type TrendSeries, trendAxis } from './trend-scale'

// The chart library comes only where lines are drawn, after the page itself can be read.
const TrendChart = dynamic(() => import('./trend-chart').then((module) => module.TrendChart), {
  ssr: false,
})

type TrendProps = {
  title: string
  /** Keys of quarters, earliest first. */
  periods: string[]
  /** Of more than six the first six are drawn, which the words under the drawing say. */
  series: TrendSeries[]
  /** What a series is, with its measure word: 个支部, 项指标. */
  counted: string
  /** Where the same figures stand as a table. */
  tableHref: string
}

const height = 300

/** Figures over quarters as lines. Its room is kept from the start; without scripts the table speaks. */
export function Trend({ title, periods, series, counted, tableHref }: TrendProps) {
  const room = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const shown = series.slice(0, mostLines)
  const axis = trendAxis(shown)

  useEffect(() => {
    const element = room.current
    if (!element) {
      return
    }
    const observer = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  return (
    <figure className="space-y-3 noscript:hidden">
      <TrendLegend series={shown} />
      <div
        ref={room}
        role="img"
        aria-label={`折线图：${title}，${shown.length} ${counted}，${spanOf(periods)}。数字见表。`}
        className="overflow-hidden print:[&_.recharts-wrapper]:!w-full"
        style={{ height }}
      >
        {width > 0 ? <TrendChart {...{ periods, axis, width, height }} series={shown} /> : null}
      </div>
      <figcaption className="space-y-1 text-muted text-sm">
        <p>
          横轴：季度。纵轴：得分（分），
          {axis.from === 0 ? '从零起' : `从 ${formatPoints(axis.from)} 分起，不从零起`}。
          {shown.some(({ values }) => values.includes(null))
            ? '线断开处为未评、无数据、不适用或未计分，不是零分。'
            : ''}
          {series.length > mostLines
            ? `共 ${series.length} ${counted}，只画前 ${mostLines} ${counted.slice(0, 1)}。`
            : ''}
          <a href={tableHref} className="text-soon underline underline-offset-2">
            看数字
          </a>
        </p>
      </figcaption>
    </figure>
  )
}

function spanOf(periods: readonly string[]): string {
  const [first, last] = [periods[0], periods.at(-1)]
  return first && last ? `${formatPeriod(first)}至${formatPeriod(last)}` : ''
}
