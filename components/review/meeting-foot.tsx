import type { MeetingPack } from '@/lib/review/pack-schema'
import { snapshotWords } from './slide-frame'
import type { DecisionQueue } from './use-decision-queue'
import type { MeetingView } from './use-meeting-view'

type MeetingFootProps = {
  pack: MeetingPack
  view: MeetingView
  queue: DecisionQueue
  canDecide: boolean
  onFullscreen: () => void
}

/** Under every page: the snapshot, what has not been synced, and the keys as buttons. */
export function MeetingFoot({ pack, view, queue, canDecide, onFullscreen }: MeetingFootProps) {
  const { branch } = view
  return (
    <footer className="grid gap-2 pt-5 text-muted text-sm">
      {queue.message ? (
        <p role="status" className="text-behind">
          {queue.message}
        </p>
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-2">
        <p>{snapshotWords(pack)}</p>
        <SyncWords queue={queue} onOpen={view.goToClosing} />
        <nav aria-label="按键" className="flex flex-wrap gap-x-6">
          <span className="flex gap-3">
            <FootKey label="←" name="上一页" onPress={() => view.move(-1)} />
            <FootKey label="→" name="下一页" onPress={() => view.move(1)} />
          </span>
          {branch ? <FootKey label="Enter 看分录" onPress={() => view.show('entries')} /> : null}
          {canDecide ? <FootKey label="D 记决定" onPress={() => view.show('decide')} /> : null}
          {branch ? null : <FootKey label="A 议程" onPress={() => view.show('agenda')} />}
          {branch ? null : <FootKey label="F 全屏" onPress={onFullscreen} />}
          <FootKey label={view.isHidden ? 'H 显名' : 'H 隐名'} onPress={view.hideNames} />
          <FootKey label="? 帮助" onPress={() => view.show('help')} />
        </nav>
      </div>
    </footer>
  )
}

function FootKey(props: { label: string; name?: string; onPress: () => void }) {
  return (
    <button
      type="button"
      className="foot-key"
      aria-label={props.name}
      // The keyboard stays with the meeting, not with the button that was pressed last.
      onClick={(event) => {
        event.currentTarget.blur()
        props.onPress()
      }}
    >
      {props.label}
    </button>
  )
}

function SyncWords({ queue, onOpen }: { queue: DecisionQueue; onOpen: () => void }) {
  const { waiting, recorded } = queue
  if (waiting.length === 0) {
    return recorded.length > 0 ? (
      <p className="text-done">✓ 决定 {recorded.length} 条，均已同步</p>
    ) : null
  }
  return (
    <button type="button" className="foot-key text-behind" onClick={onOpen}>
      ● 未同步 {waiting.length}
    </button>
  )
}
