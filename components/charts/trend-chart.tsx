'use client'

import { CartesianGrid, type DotItemDotProps, Line, LineChart, XAxis, YAxis } from 'recharts'
import { formatPeriod, formatPoints } from '@/lib/format'
import { lookOf, TrendMarker } from './trend-marks'
import { lastPoint, movedApart, type TrendAxis, type TrendSeries } from './trend-scale'

type TrendChartProps = {
  /** Keys of quarters, earliest first. */
  periods: string[]
  series: TrendSeries[]
  axis: TrendAxis
  /** What is free for the drawing, pixels. */
  width: number
  height: number
}

const frame = { top: 14, axisHeight: 44, axisWidth: 52, inset: 14, wide: 560 }

/** The lines themselves, without words around them; nothing in it moves or takes the focus. */
export function TrendChart({ periods, series, axis, width, height }: TrendChartProps) {
  const margin = { top: frame.top, right: width < frame.wide ? 102 : 176, bottom: 0, left: 0 }
  const rows = periods.map((period, at) => ({
    period,
    ...Object.fromEntries(series.map((one, line) => [`line${line}`, one.values[at] ?? null])),
  }))
  return (
    <LineChart
      width={width}
      height={height}
      data={rows}
      margin={margin}
      accessibilityLayer={false}
      throttleDelay={0}
    >
      <CartesianGrid vertical={false} stroke="var(--color-line)" />
      <XAxis
        dataKey="period"
        height={frame.axisHeight}
        padding={{ left: frame.inset, right: frame.inset }}
        interval={0}
        tickLine={false}
        stroke="var(--color-edge)"
        tick={({ x, y, payload }) => <PeriodTick x={+x} y={+y} period={String(payload.value)} />}
      />
      <YAxis
        width={frame.axisWidth}
        domain={[axis.from, axis.to]}
        ticks={axis.ticks}
        interval={0}
        tickLine={false}
        stroke="var(--color-edge)"
        tick={{ fill: 'var(--color-soft)', fontSize: 13 }}
        tickFormatter={(value: number) => formatPoints(value)}
      />
      {series.map((one, at) => (
        <Line
          key={one.key}
          dataKey={`line${at}`}
          type="linear"
          stroke={lookOf(at).color}
          strokeDasharray={lookOf(at).dash}
          strokeWidth={2}
          connectNulls={false}
          isAnimationActive={false}
          activeDot={false}
          dot={({ key, cx, cy, value }: DotItemDotProps) =>
            typeof cx === 'number' && typeof cy === 'number' && value !== null ? (
              <TrendMarker key={key} at={at} x={cx} y={cy} />
            ) : null
          }
        />
      ))}
      <EndLabels {...{ periods, series, axis, width, height, right: margin.right }} />
    </LineChart>
  )
}

function PeriodTick({ x, y, period }: { x: number; y: number; period: string }) {
  const [year, quarter] = formatPeriod(period).split('第')
  return (
    <text x={x} y={y + 10} textAnchor="middle" fill="var(--color-soft)" fontSize={13}>
      {quarter}
      <tspan x={x} dy={17} fill="var(--color-muted)" fontSize={12}>
        {year}
      </tspan>
    </text>
  )
}

/** Name and last figure right of every line, in one row or, where it is narrow, in two. */
function EndLabels({
  periods,
  series,
  axis,
  width,
  height,
  right,
}: TrendChartProps & { right: number }) {
  const isNarrow = width < frame.wide
  const bottom = height - frame.axisHeight
  const [first, end] = [frame.axisWidth + frame.inset, width - right - frame.inset]
  const ends = series.flatMap((one, line) => {
    const last = lastPoint(one)
    if (!last) {
      return []
    }
    const share = periods.length > 1 ? last.at / (periods.length - 1) : 0.5
    const up = (last.value - axis.from) / (axis.to - axis.from)
    return [
      {
        ...{ line, key: one.key, label: one.label, value: last.value },
        x: first + share * (end - first),
        y: bottom - up * (bottom - frame.top),
      },
    ]
  })
  const places = movedApart(
    ends.map((one) => one.y),
    { gap: isNarrow ? 33 : 19, from: frame.top, to: bottom - 8 },
  )
  const left = width - right + 10
  return ends.map(({ key, line, label, value, x, y }, at) => {
    const place = places[at] ?? y
    const figure = formatPoints(value)
    return (
      <g key={key} fontSize={13} fill="var(--color-ink)">
        <path
          d={`M${x + 8} ${y}L${left - 4} ${place}`}
          stroke={lookOf(line).color}
          strokeWidth={1}
          strokeDasharray="1 3"
        />
        <text x={left} y={isNarrow ? place - 3 : place + 4}>
          {shortened(label, isNarrow ? 7 : 9)}
          {isNarrow ? (
            <tspan x={left} dy={15} fontWeight={600}>
              {figure}
            </tspan>
          ) : (
            <tspan dx={6} fontWeight={600}>
              {figure}
            </tspan>
          )}
        </text>
      </g>
    )
  })
}

/** At most so many wide signs, a digit or letter counting for half; the whole name is in the legend. */
function shortened(label: string, most: number): string {
  const signs = [...label]
  let free = most
  const kept = signs.filter((sign) => {
    free -= sign < '\u0100' ? 0.5 : 1
    return free >= 0
  })
  return kept.length < signs.length ? `${kept.slice(0, -1).join('')}…` : label
}
