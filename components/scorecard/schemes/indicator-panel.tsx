import { ActionForm } from '@/components/form/action-form'
import { Button, LinkButton } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DescriptionList } from '@/components/ui/description-list'
import { SubmitButton } from '@/components/ui/submit-button'
import { Unfold } from '@/components/ui/unfold'
import { formatPoints } from '@/lib/format'
import type { Indicator } from '@/lib/scorecard/scheme/schema'
import { classLabels, notApplicableLabels } from '@/lib/scorecard/scheme/states'
import { IndicatorForm } from './indicator-form'
import type { SchemeActions } from './scheme-drawer'

type IndicatorPanelProps = {
  indicator: Indicator
  sentences: Record<string, string>
  departments: string[]
  path: string
  seen: { schemeId: string; editVersion: string }
  canEdit: boolean
  /** Whether there may be another level below it. */
  hasRoomBelow: boolean
  actions: SchemeActions
}

/** An indicator beside the tree: its rules in sentences, and its form where it may be changed. */
export function IndicatorPanel(props: IndicatorPanelProps) {
  const { indicator, departments, path, seen, canEdit, hasRoomBelow, actions } = props
  const hidden = { ...seen, indicatorKey: indicator.key }
  if (!canEdit) {
    return (
      <div className="space-y-4">
        <DescriptionList items={describe(indicator)} />
        <RuleList {...props} />
      </div>
    )
  }
  return (
    <div className="space-y-4">
      <RuleList {...props} />
      <div className="flex flex-wrap gap-2">
        <LinkButton size="small" href={`${path}?open=${indicator.key}&part=rule`}>
          添加规则
        </LinkButton>
        {hasRoomBelow ? (
          <LinkButton size="small" href={`${path}?part=indicator&under=${indicator.key}`}>
            添加下级指标
          </LinkButton>
        ) : null}
        <ActionForm action={actions.moveIndicatorAction} hidden={hidden} className="contents">
          <Button type="submit" size="small" name="by" value="up">
            上移
          </Button>
          <Button type="submit" size="small" name="by" value="down">
            下移
          </Button>
        </ActionForm>
        <ConfirmDialog
          trigger="删去"
          triggerSize="small"
          title={`删去“${indicator.name}”`}
          summary={`连同 ${indicator.rules.length} 条规则${indicator.children.length > 0 ? `和 ${indicator.children.length} 个下级指标` : ''}一起删去；已发布的各版不受影响。`}
        >
          <ActionForm action={actions.removeIndicatorAction} hidden={hidden}>
            <SubmitButton tone="danger">删去</SubmitButton>
          </ActionForm>
        </ConfirmDialog>
      </div>
      <Unfold label="修改指标" open={indicator.rules.length === 0}>
        <IndicatorForm
          key={seen.editVersion}
          indicator={indicator}
          departments={departments}
          hidden={hidden}
          save={actions.saveIndicatorAction}
        />
      </Unfold>
    </div>
  )
}

function RuleList({ indicator, sentences, path, canEdit }: IndicatorPanelProps) {
  if (indicator.rules.length === 0) {
    return indicator.children.length > 0 ? null : <p className="text-muted">还没有规则。</p>
  }
  return (
    <ul className="space-y-2">
      {indicator.rules.map((rule) => (
        <li key={rule.key} className="rounded-card bg-sunken px-3 py-2">
          <p>{sentences[rule.key] ?? rule.words}</p>
          {canEdit ? (
            <a
              href={`${path}?open=${indicator.key}&rule=${rule.key}`}
              data-soft="stay"
              className="inline-flex min-h-target-small items-center underline underline-offset-4"
            >
              修改这条规则
            </a>
          ) : null}
        </li>
      ))}
    </ul>
  )
}

const limit = (hundredths: number | null) =>
  hundredths === null ? '不限' : `${formatPoints(hundredths)} 分`

function describe(indicator: Indicator) {
  const { fullHundredths: full, classes, department, basis } = indicator
  return [
    { term: '满分', detail: full === null ? '按上级指标' : `${formatPoints(full)} 分` },
    { term: '起始分', detail: `${formatPoints(indicator.startHundredths)} 分` },
    { term: '最低分', detail: limit(indicator.floorHundredths) },
    { term: '最高分', detail: limit(indicator.capHundredths) },
    {
      term: '适用类别',
      detail: classes === null ? '全部' : classes.map((one) => classLabels[one]).join('、'),
    },
    { term: '归口部门', detail: department ?? '党委' },
    { term: '依据', detail: basis ?? '没有写明' },
    { term: '不适用时', detail: notApplicableLabels[indicator.notApplicable] },
  ]
}
