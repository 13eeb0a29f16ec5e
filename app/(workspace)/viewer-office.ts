import type { ViewerContext } from '@/lib/context'
import { recentOrganisation } from '@/lib/organisation/queries'
import { postLabel, roleKindLabels } from '@/lib/organisation/schema'

/** The organisation and the post or role a viewer is shown with. */
export async function officeOf({ db, viewer, now }: ViewerContext) {
  const [role] = viewer.roles
  const [post] = viewer.posts
  const organisationId = role?.organisationId ?? post?.organisationId ?? viewer.memberOf[0]
  const organisation = organisationId ? await recentOrganisation(db, now, organisationId) : null
  const roleLabel = role
    ? (role.department ?? roleKindLabels[role.role])
    : post
      ? postLabel(post.post, organisation?.kind ?? 'branch', post.isActing)
      : '党员'
  return { organisationName: organisation?.name ?? '', roleLabel }
}
