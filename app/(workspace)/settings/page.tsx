import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { ActivityRulesForm } from '@/components/settings/activity-rules-form'
import { SupervisionForm } from '@/components/settings/supervision-form'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { readSetting } from '@/lib/settings/read-setting'
import { changeActivityRulesAction, changeSupervisionRulesAction } from './actions'

export const metadata: Metadata = { title: '设置' }

/** 设置: what the office decides without a developer. */
export default async function SettingsPage() {
  const ctx = await requireContext('/settings')
  if (!can(ctx.viewer, 'setting.change')) {
    forbidden()
  }
  const [supervision, activities] = await Promise.all([
    readSetting(ctx.db, 'supervision'),
    readSetting(ctx.db, 'activities'),
  ])
  return (
    <>
      <PageHeader title="设置" context="每次修改都记入审计，从修改之时起生效。" />
      <div className="grid gap-4 lg:grid-cols-2 lg:items-start">
        <SupervisionForm rules={supervision} action={changeSupervisionRulesAction} />
        <ActivityRulesForm rules={activities} action={changeActivityRulesAction} />
      </div>
    </>
  )
}
