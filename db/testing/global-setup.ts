import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { makeTemplate } from './template'

declare module 'vitest' {
  interface ProvidedContext {
    /** TEST_DATABASE_URL, empty for a throw-away server; set in vitest.config.ts. */
    givenServer: string
    /** The migrated database that test files clone. */
    templateUrl: string
  }
}

/**
 * Once a run: one migrated template database, on a throw-away PostgreSQL or on TEST_DATABASE_URL.
 * @returns the teardown
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const template = await makeTemplate(project.getProvidedContext().givenServer)
  project.provide('templateUrl', template.url)
  return async () => {
    await template.remove()
    await rm(String(project.config.env.DATA_DIRECTORY), { recursive: true, force: true })
  }
}
