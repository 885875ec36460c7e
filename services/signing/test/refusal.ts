import { readdirSync } from 'node:fs'
import { expect } from '@jest/globals'
import type { House } from './house.ts'
import { snapshot } from './snapshot.ts'

/** How an act is refused, and how many events tell of it. */
export interface Refusal {
  readonly code: string
  readonly status: number
  /** Default 0: what changes nothing and concerns no transaction or login is not recorded. */
  readonly events?: number
  /** Seconds of `Retry-After`. */
  readonly retryAfter?: number
}

/** The act is refused with this code and status, and leaves nothing behind but its events. */
export const expectRefusal = async (
  house: House,
  act: () => Promise<unknown>,
  { events = 0, ...problem }: Refusal,
): Promise<void> => {
  const before = await everything(house)
  await expect(act()).rejects.toMatchObject(problem)
  const after = await everything(house)
  expect(after.left).toEqual(before.left)
  expect(after.requests).toEqual(before.requests)
  expect(after.events).toBe(before.events + events)
  if (events === 0) return
  const last = await house.db.selectFrom('event').select('code').orderBy('seq', 'desc').limit(1).executeTakeFirst()
  expect(last?.code).toBe(problem.code)
}

/** Every request with its state, beside what must never change. */
const everything = async (house: House) => ({
  ...(await snapshot(house)),
  requests: await house.db.selectFrom('signature_request').select(['id', 'status']).orderBy('id').execute(),
})

/** Names of the files in the object store, unfinished ones too. */
export const storedFiles = ({ objectsDirectory }: House): string[] =>
  readdirSync(objectsDirectory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .sort()
