import { expect, test } from '@jest/globals'
import type { TimestampAuthority } from '@waarmerk/pades'
import { firstAvailable } from './first-available.ts'
import { TsaError } from './tsa-error.ts'

/** An authority that answers with its name, or fails while `down` says so; `asked` counts. */
class Authority implements TimestampAuthority {
  down = false
  asked = 0
  readonly name: string
  readonly largestToken: number
  constructor(name: string, largestToken = 1000) {
    this.name = name
    this.largestToken = largestToken
  }
  async timestamp(): Promise<Uint8Array> {
    await this.probe()
    return Buffer.from(this.name)
  }
  async probe(): Promise<void> {
    this.asked++
    if (this.down) throw new TsaError('ERR_TSA_DOWN', `${this.name} is down`)
  }
}

function house() {
  const clock = { now: new Date('2026-11-23T10:00:00Z') }
  const [first, second] = [new Authority('first', 4000), new Authority('second', 6000)]
  const tsa = firstAvailable([first, second], { now: () => clock.now, rememberFailureMs: 30_000 })
  const answer = async () => Buffer.from(await tsa.timestamp(new Uint8Array(32))).toString()
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms)
  }
  return { first, second, tsa, answer, pass }
}

test('the first authority answers as long as it can', async () => {
  const { answer, second } = house()
  expect([await answer(), await answer()]).toEqual(['first', 'first'])
  expect(second.asked).toBe(0)
})

test('when the first is down the second answers, and is asked first for half a minute', async () => {
  const { first, answer, pass } = house()
  first.down = true
  expect([await answer(), await answer()]).toEqual(['second', 'second'])
  expect(first.asked).toBe(1)
  first.down = false
  pass(29_999)
  expect(await answer()).toBe('second')
  pass(1)
  expect(await answer()).toBe('first')
})

test('when the other fails too, the one that failed a moment ago is asked again', async () => {
  const { first, second, answer } = house()
  first.down = true
  expect(await answer()).toBe('second')
  first.down = false
  second.down = true
  expect(await answer()).toBe('first')
})

test('when all are down each is asked once, and the error says what each said', async () => {
  const { first, second, tsa } = house()
  first.down = true
  second.down = true
  const error = await tsa.timestamp(new Uint8Array(32)).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'ERR_TSA_NONE_AVAILABLE', kind: 'upstream' })
  expect((error as { cause: AggregateError }).cause.errors).toMatchObject([
    { message: 'first is down' },
    { message: 'second is down' },
  ])
  expect([first.asked, second.asked]).toEqual([1, 1])
})

test('of a single authority the own error is kept', async () => {
  const only = new Authority('only')
  only.down = true
  await expect(firstAvailable([only]).probe()).rejects.toMatchObject({ code: 'ERR_TSA_DOWN' })
})

test('an authority is told how much room there is, and the next is asked when its token does not fit', async () => {
  const told: unknown[] = []
  const only = new Authority('fits')
  const large: TimestampAuthority = {
    largestToken: 9000,
    probe: async () => {},
    timestamp: async (_imprint, limits) => {
      told.push(limits)
      throw new TsaError('ERR_TSA_TOKEN_TOO_LARGE', 'too large')
    },
  }
  const token = await firstAvailable([large, only]).timestamp(new Uint8Array(32), { maxBytes: 5000 })
  expect(Buffer.from(token).toString()).toBe('fits')
  expect(told).toEqual([{ maxBytes: 5000 }])
})

test('a probe succeeds when any authority answers', async () => {
  const { first, tsa } = house()
  first.down = true
  await expect(tsa.probe()).resolves.toBeUndefined()
})

test('the largest token is the largest of all, not of the one that answered', () => {
  expect(house().tsa.largestToken).toBe(6000)
})

test('a mistake of ours is not taken for a failure of theirs', async () => {
  const broken = new Authority('broken')
  broken.probe = () => Promise.reject(new TypeError('a message imprint is a SHA-256 digest'))
  const second = new Authority('second')
  await expect(firstAvailable([broken, second]).timestamp(new Uint8Array(3))).rejects.toThrow(TypeError)
  expect(second.asked).toBe(0)
  expect(() => firstAvailable([])).toThrow(TypeError)
})
