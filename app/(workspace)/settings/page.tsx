import type { Metadata } from 'next'
import { forbidden } from 'next/navigation'
import { SupervisionForm } from '@/components/settings/supervision-form'
import { PageHeader } from '@/components/ui/page-header'
import { can } from '@/lib/policy'
import { requireContext } from '@/lib/session'
import { readSetting } from '@/lib/settings/read-setting'
import { changeSupervisionRulesAction } from './actions'

export const metadata: Metadata = { title: '设置' }

/** 设置: what the office decides without a developer. */
export default async function SettingsPage() {
  const ctx = await requireContext('/settings')
  if (!can(ctx.viewer, 'setting.change')) {
    forbidden()
  }
  const rules = await readSetting(ctx.db, 'supervision')
  return (
    <div className="max-w-form">
      <PageHeader title="设置" context="每次修改都记入审计，从修改之时起生效。" />
      <SupervisionForm rules={rules} action={changeSupervisionRulesAction} />
    </div>
  )
}
