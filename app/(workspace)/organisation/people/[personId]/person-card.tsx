import { CorrectPersonForm } from '@/components/organisation/correct-person-form'
import { RevealPhoneForm } from '@/components/organisation/person-forms'
import { Card } from '@/components/ui/card'
import { DescriptionList } from '@/components/ui/description-list'
import { DisclosureDialog } from '@/components/ui/disclosure-dialog'
import type { ViewerContext } from '@/lib/context'
import type { PersonPage } from '@/lib/organisation/person-queries'
import { can } from '@/lib/policy'
import type { PersonSubject } from '@/lib/policy/organisation'
import { correctPersonHere, revealPhoneHere } from '../../actions'

type PersonCardProps = { ctx: ViewerContext; person: PersonPage; subject: PersonSubject }

/** 基本情况 of a person, with 更正 and the number for those who may. */
export function PersonCard({ ctx, person, subject }: PersonCardProps) {
  return (
    <Card
      title="基本情况"
      aside={
        can(ctx.viewer, 'person.correct', subject) ? (
          <DisclosureDialog
            trigger="更正信息"
            triggerSize="small"
            title={`更正 ${person.name} 的信息`}
          >
            <CorrectPersonForm action={correctPersonHere} person={person} />
          </DisclosureDialog>
        ) : null
      }
    >
      <DescriptionList
        items={[
          { term: '性别', detail: sexWords(person.sex) },
          { term: '民族', detail: person.ethnicity ?? '未登记' },
          { term: '出生日期', detail: person.bornOn ?? '未登记' },
          { term: '入党日期', detail: person.joinedOn ?? '未登记' },
          {
            term: '手机号',
            detail: (
              <span className="flex flex-wrap items-center gap-3">
                {person.phoneMasked ?? '没有登记，请当面、电话或纸质告知'}
                {person.phoneMasked && can(ctx.viewer, 'person.revealPhone', subject) ? (
                  <DisclosureDialog
                    trigger="查看号码"
                    triggerSize="small"
                    title={`查看 ${person.name} 的手机号`}
                  >
                    <RevealPhoneForm action={revealPhoneHere} personId={person.id} />
                  </DisclosureDialog>
                ) : null}
              </span>
            ),
          },
        ]}
      />
    </Card>
  )
}

function sexWords(sex: 'male' | 'female' | null): string {
  return sex === null ? '未登记' : sex === 'male' ? '男' : '女'
}
