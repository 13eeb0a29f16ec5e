import { ActionForm } from '@/components/form/action-form'
import { CheckboxGroupField, TextField } from '@/components/form/form-fields'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import { SubmitButton } from '@/components/ui/submit-button'
import { TextLink } from '@/components/ui/text-link'
import type { FormAction } from '@/lib/form-state'
import { formatMoment } from '@/lib/format'
import type { Distributable } from '@/lib/tasks/distributable'
import type { RelatedCopies, RelatedCopy } from '@/lib/tasks/related-copies'
import { assignmentStateLabels, isAssigneeTurn, lightOf } from '@/lib/tasks/states'
import { assignmentTones } from './assignment-badge'
import { UrgeBranchesForm } from './urge-branches-form'

type RelatedPanelProps = RelatedCopies & {
  taskId: string
  now: Date
  /** Which of the linked copies the viewer may open. */
  canOpen: boolean
  /** 催办 of the branches, for the 党总支 whose copy this is. */
  urge?: { assignmentId: string; action: FormAction } | undefined
  /** 汇总表 of what the branches reported, where there is one for the viewer. */
  compiledHref?: string | undefined
}

/** The copies this one hangs together with: 分解, 牵头 and 协办; nothing where it stands alone. */
export function RelatedPanel(props: RelatedPanelProps) {
  const { parent, children, assists, leads, urge } = props
  const waiting = children.filter(({ state }) => isAssigneeTurn(state)).length
  const done = children.filter(({ state }) => state === 'approved' || state === 'evaluated').length
  return (
    <>
      {parent ? (
        <Card title="分解自">
          <Copies {...props} copies={[parent]} label="党总支" />
        </Card>
      ) : null}
      {children.length > 0 ? (
        <Card title="所辖支部" aside={`已初审通过 ${done} / ${children.length}`}>
          <Copies {...props} copies={children} label="所辖支部" />
          <p className="mt-2 text-muted text-sm">
            {done === children.length
              ? '各支部都已初审通过，可以汇总提交。'
              : '各支部报来后由本党总支初审，都通过后再汇总提交。'}
          </p>
          {props.compiledHref ? (
            <p className="mt-2">
              <TextLink href={props.compiledHref}>看汇总表</TextLink>
            </p>
          ) : null}
          {urge && waiting > 0 ? <UrgeBranchesForm {...urge} waiting={waiting} /> : null}
        </Card>
      ) : null}
      {leads.length > 0 ? (
        <Card title="牵头">
          <Copies {...props} copies={leads} label="牵头" />
        </Card>
      ) : null}
      {assists.length > 0 ? (
        <Card title="协办">
          <Copies {...props} copies={assists} label="协办" />
        </Card>
      ) : null}
    </>
  )
}

type CopiesProps = RelatedPanelProps & { copies: RelatedCopy[]; label: string }

function Copies({ copies, label, taskId, now, canOpen }: CopiesProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {copies.map((copy) => (
        <li
          key={copy.assignmentId}
          className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2"
        >
          <span>
            {canOpen ? (
              <TextLink href={`/tasks/${taskId}/assignments/${copy.assignmentId}`}>
                {copy.organisationName}
              </TextLink>
            ) : (
              copy.organisationName
            )}
            <span className="block text-muted text-sm">
              {formatMoment(copy.effectiveDueAt, now)} 截止
            </span>
          </span>
          <CopyBadge copy={copy} now={now} />
        </li>
      ))}
    </ul>
  )
}

function CopyBadge({ copy: { state, effectiveDueAt }, now }: { copy: RelatedCopy; now: Date }) {
  if (lightOf(state, effectiveDueAt, now) === 'late') {
    return <Badge tone="late">逾期</Badge>
  }
  return <Badge tone={assignmentTones[state]}>{assignmentStateLabels[state]}</Badge>
}

type DistributeFormProps = {
  assignmentId: string
  requestKey: string
  branches: Distributable[]
  distribute: FormAction
  /** Nothing is broken down yet: this comes before handing in. */
  isFirst: boolean
}

/** 分解: which branches get it, and how much earlier they are due than the 党总支 itself. */
export function DistributeForm(props: DistributeFormProps) {
  const { assignmentId, requestKey, branches, distribute, isFirst } = props
  const free = branches.filter((one) => one.assignmentId === null)
  if (free.length === 0) {
    return null
  }
  const told = new Set(free.flatMap((one) => one.told.map((person) => person.personId))).size
  return (
    <Card title="分解" tone={isFirst ? 'urgent' : 'plain'}>
      <p className="mb-3">
        还有 {free.length} 个支部没有分解，负责人共 {told} 人。支部报来后由本党总支初审。
      </p>
      <DisclosureDialog
        trigger="分解到支部"
        triggerTone={isFirst ? 'primary' : 'secondary'}
        title="分解到所辖支部"
      >
        <ActionForm action={distribute} hidden={{ assignmentId, requestKey }} className="space-y-4">
          <CheckboxGroupField
            name="organisationIds[]"
            label="分解给"
            required
            choices={free.map(({ organisation, told: people }) => ({
              value: organisation.id,
              label: organisation.name,
              detail: people.map((one) => one.personName).join('、') || '无人在任，请当面告知',
            }))}
            defaultValue={free.map(({ organisation }) => organisation.id)}
          />
          <TextField
            name="dueLeadDays"
            label="支部提前几个工作日报来"
            hint="给初审和汇总留时间；不填则与本党总支同时截止"
            inputMode="numeric"
            defaultValue="2"
          />
          <TextField name="words" label="附一句话" maxLength={200} />
          <SubmitButton tone="primary" size="large" pendingLabel="正在分解…">
            分解
          </SubmitButton>
        </ActionForm>
      </DisclosureDialog>
    </Card>
  )
}
