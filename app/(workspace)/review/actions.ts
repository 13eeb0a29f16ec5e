'use server'

import { action } from '@/lib/action'
import { closeMeeting, openMeeting } from '@/lib/review/hold-meeting'
import { prepareMeeting, renewSnapshot } from '@/lib/review/prepare-meeting'
import { saveNote } from '@/lib/review/save-note'
import {
  meetingInput,
  prepareMeetingInput,
  renewSnapshotInput,
  saveNoteInput,
} from '@/lib/review/schema'

const here = ({ period }: { period: string }) => [`/review/${period}/prepare`]

export const prepareMeetingAction = action(prepareMeetingInput, prepareMeeting, {
  words: ({ agenda }) => `已保存，议程 ${agenda.length} 个支部。`,
  revalidate: here,
})

export const renewSnapshotAction = action(renewSnapshotInput, renewSnapshot, {
  words: () => '已按现在的得分重新留存评议快照。',
  revalidate: here,
})

export const saveNoteAction = action(saveNoteInput, saveNote, {
  words: (_, { words }) => (words ? '备注已保存。' : '备注已删除。'),
  revalidate: here,
})

export const openMeetingAction = action(meetingInput, openMeeting, {
  words: () => '评议会已开始。',
  revalidate: here,
})

export const closeMeetingAction = action(meetingInput, closeMeeting, {
  words: () => '评议会已结束，可以打印纪要。',
  revalidate: here,
})
