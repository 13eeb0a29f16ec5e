import { Notice } from '@/components/ui/notice'
import { TextLink } from '@/components/ui/text-link'
import { Unfold } from '@/components/ui/unfold'
import type { DispatchEffect } from '@/lib/tasks/dispatch-effect'

/** What to look at before a task goes out: warnings, who is no longer there, who has no number. */
export function EffectNotes({ effect }: { effect: DispatchEffect }) {
  const warnings = warningsOf(effect)
  return (
    <>
      {effect.formsNotReady.length > 0 ? (
        <Notice tone="warning" title="填报表还不能下达，请先处理" className="mt-4">
          <ul className="list-disc space-y-1 ps-5">
            {effect.formsNotReady.map((form) => (
              <li key={form.formId}>
                {notReadyWords(form)}
                <TextLink href={`/forms/${form.formId}`}>去这张表</TextLink>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {warnings.length > 0 ? (
        <Notice tone="warning" title="请先看这几点" className="mt-4">
          <ul className="list-disc space-y-1 ps-5">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {effect.gone.length > 0 ? (
        <Notice
          tone="warning"
          title={`选中的 ${effect.gone.length} 个对象已不在，不会收到`}
          className="mt-4"
        >
          <ul className="list-disc space-y-1 ps-5">
            {effect.gone.map(({ name, reason }) => (
              <li key={`${name}${reason}`}>
                {name}：{reason}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {effect.withoutNumber.length > 0 ? (
        <Unfold label={`没有手机号的 ${effect.withoutNumber.length} 人`}>
          <ul className="gap-6 ps-5 text-muted sm:columns-2">
            {effect.withoutNumber.map((person) => (
              <li key={`${person.name}${person.organisationName}`}>
                {person.name}（{person.organisationName}）
              </li>
            ))}
          </ul>
        </Unfold>
      ) : null}
    </>
  )
}

/** The same as lines, for the confirmation. */
export function effectWarnings(effect: DispatchEffect): string[] {
  return [...goneWords(effect), ...warningsOf(effect)]
}

function warningsOf(effect: DispatchEffect): string[] {
  return [
    effect.branches + effect.persons === 0 ? '还没有选中任何党组织或人员。' : null,
    effect.isDuePast ? '截止时间已过，请先修改。' : null,
    effect.dueOnRestDay ? `截止日是休息日（${effect.dueOnRestDay}）。` : null,
    effect.nobodyInPost.length > 0
      ? `${effect.nobodyInPost.length} 个党组织没有在任的书记或支委，无人接收：${namesOf(effect.nobodyInPost)}。`
      : null,
    effect.withoutNumber.length > 0
      ? `${effect.withoutNumber.length} 人没有手机号，收不到短信，请当面、电话或书面告知。`
      : null,
    effect.includesViewer ? '您自己也在接收人里：这一份不能由您审核。' : null,
    effect.nobodyToReview.length > 0
      ? `${effect.nobodyToReview.length} 个党组织报来的材料无人可审核（下达人员都属于该组织），请填备选审核人：${namesOf(effect.nobodyToReview)}。`
      : null,
    effect.collisions > 0 ? `${effect.collisions} 个党组织当天还有别的任务截止。` : null,
  ].filter((warning) => warning !== null)
}

function notReadyWords({ name, reason, labels }: DispatchEffect['formsNotReady'][number]) {
  return reason === 'archived'
    ? `填报表“${name}”已停用：请换一张表，或先恢复使用。`
    : `填报表“${name}”里有 ${labels.length} 项系统已经掌握，还没有选择要不要支部再填：${namesOf(labels)}。请逐项选择自动带出、删去，或写明为什么还要填。`
}

function goneWords({ gone }: DispatchEffect): string[] {
  const names = gone.map(({ name, reason }) => `${name}（${reason}）`)
  return gone.length > 0 ? [`${gone.length} 个对象已不在，不会收到：${namesOf(names)}。`] : []
}

/** The first five, and whether there are more. */
function namesOf(names: string[]): string {
  return `${names.slice(0, 5).join('、')}${names.length > 5 ? '等' : ''}`
}
