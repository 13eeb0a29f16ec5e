import type { ReactNode } from 'react'
import { Drawer } from '@/components/ui/drawer'
import type { FormAction } from '@/lib/form-state'
import type { SchemeView } from '@/lib/scorecard/scheme/drafting/queries'
import type { Indicator } from '@/lib/scorecard/scheme/schema'
import { indicatorsOf } from '@/lib/scorecard/scheme/schema'
import { FrameForm } from './frame-form'
import { IndicatorForm } from './indicator-form'
import { IndicatorPanel } from './indicator-panel'
import { RuleForm } from './rule-form'

export type SchemeActions = Record<
  | 'saveFrameAction'
  | 'saveIndicatorAction'
  | 'removeIndicatorAction'
  | 'moveIndicatorAction'
  | 'saveRuleAction'
  | 'removeRuleAction',
  FormAction
>

type SchemeDrawerProps = {
  view: SchemeView
  address: { open?: string; rule?: string; under?: string; part?: 'frame' | 'indicator' | 'rule' }
  canEdit: boolean
  actions: SchemeActions
}

/** What is open beside the tree: the frame, an indicator, a rule; null where nothing is. */
export function SchemeDrawer(props: SchemeDrawerProps): ReactNode {
  const { view, address, canEdit, actions } = props
  const { scheme } = view
  const path = `/scorecard/schemes/${scheme.id}`
  const seen = { schemeId: scheme.id, editVersion: String(scheme.editVersion) }
  const all = indicatorsOf(scheme.document)
  const find = (key: string | undefined) => all.find((one) => one.key === key)
  const open = find(address.open)
  if (canEdit && address.part === 'frame') {
    return (
      <Drawer title="等次和年度得分" closeHref={path}>
        <FrameForm document={scheme.document} seen={seen} save={actions.saveFrameAction} />
      </Drawer>
    )
  }
  if (canEdit && address.part === 'indicator') {
    const parent = find(address.under)
    return (
      <Drawer
        title={parent ? `在“${parent.name}”下添加指标` : '添加一级指标'}
        closeHref={parent ? `${path}?open=${parent.key}` : path}
      >
        <IndicatorForm
          indicator={null}
          code={nextCode(parent?.children ?? scheme.document.indicators, parent?.code)}
          departments={departmentsOf(all)}
          hidden={{ ...seen, ...(parent ? { parentKey: parent.key } : {}) }}
          save={actions.saveIndicatorAction}
        />
      </Drawer>
    )
  }
  if (!open) {
    return null
  }
  const rule = open.rules.find((one) => one.key === address.rule)
  if (canEdit && (rule || address.part === 'rule')) {
    return (
      <Drawer
        title={rule ? '修改规则' : `在“${open.name}”下添加规则`}
        closeHref={`${path}?open=${open.key}`}
      >
        <RuleForm
          key={rule?.key ?? 'new'}
          rule={rule ?? null}
          indicator={open}
          grading={scheme.document.grading}
          hidden={{ ...seen, indicatorKey: open.key, ...(rule ? { ruleKey: rule.key } : {}) }}
          save={actions.saveRuleAction}
          remove={actions.removeRuleAction}
        />
      </Drawer>
    )
  }
  return (
    <Drawer title={`${open.code} ${open.name}`} closeHref={path}>
      <IndicatorPanel
        indicator={open}
        sentences={view.sentences}
        departments={departmentsOf(all)}
        {...{ path, seen, canEdit, actions }}
        hasRoomBelow={levelOf(scheme.document.indicators, open.key) < 3}
      />
    </Drawer>
  )
}

function levelOf(levels: readonly Indicator[], key: string): number {
  for (const one of levels) {
    if (one.key === key) {
      return 1
    }
    const below = levelOf(one.children, key)
    if (below > 0) {
      return below + 1
    }
  }
  return 0
}

const departmentsOf = (all: readonly Indicator[]) => [
  ...new Set(all.flatMap((one) => one.department ?? [])),
]

/** 2.3 after 2.1 and 2.2. */
function nextCode(siblings: readonly Indicator[], parentCode: string | undefined): string {
  const last = siblings.at(-1)?.code ?? ''
  const number = Number(/(\d+)$/.exec(last)?.[1] ?? 0) + 1
  return parentCode === undefined ? String(number) : `${parentCode}.${number}`
}
