import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { classNames } from '@/components/ui/class-names'
import { formatMoment } from '@/lib/format'
import type { InboxPhone } from '@/lib/notifications/inbox'
import { smsStateWords } from '@/lib/notifications/states'

/** One phone as its owner would see it; green arrived, grey did not (or not yet). */
export function PhoneThread({ phone, now }: { phone: InboxPhone; now: Date }) {
  return (
    <Card
      title={phone.owners.length > 0 ? phone.owners.join('、') : '未登记的号码'}
      aside={phone.phoneMasked}
    >
      <ol className="space-y-3">
        {phone.messages.map((message) => {
          const isDelivered = message.state === 'delivered'
          return (
            <li key={message.id}>
              <p
                className={classNames(
                  'break-words rounded-card border px-3 py-2',
                  isDelivered ? 'border-done/30 bg-done-wash' : 'border-line bg-sunken text-soft',
                )}
              >
                {message.text}
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-muted text-sm">
                <Badge tone={isDelivered ? 'done' : 'neutral'}>
                  {smsStateWords[message.state]}
                </Badge>
                <time dateTime={message.at.toISOString()}>{formatMoment(message.at, now)}</time>
                <span>计费 {message.segments} 条</span>
              </p>
              {message.reason ? <p className="text-muted text-sm">{message.reason}</p> : null}
            </li>
          )
        })}
      </ol>
    </Card>
  )
}
