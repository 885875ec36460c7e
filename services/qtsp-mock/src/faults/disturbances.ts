import { setTimeout } from 'node:timers/promises'
import type { Response } from 'express'
import { rejectedResponse } from '../time-stamp/time-stamp-response.ts'
import type { FaultName } from './faults.ts'

/** Sends an answer in a wrong way. `right` is the DER of the answer that would have been right. */
type Disturbance = (response: Response, right: Uint8Array) => void | Promise<void>

/** What a right answer is called (RFC 3161 §3.4). */
const replyType = 'application/timestamp-reply'

/** Where the answer waits for a client that follows a redirect. */
export const elsewhere = '/_mock/elsewhere'

const slowness = 60_000
const hugeBody = 64 * 1024 * 1024

/** The faults of the way, not of the token. */
export const disturbances: ReadonlyMap<FaultName, Disturbance> = new Map<FaultName, Disturbance>([
  ['rejection', (response) => reply(response, rejectedResponse('systemFailure', 'a fault was asked for'))],
  ['http-500', (response) => void response.status(500).type('text').send('a fault was asked for')],
  ['http-503', (response) => void response.status(503).set('Retry-After', '1').type('text').send('come back')],
  ['slow', answerSlowly],
  ['huge-body', (response) => reply(response, Buffer.alloc(hugeBody))],
  ['truncated', (response, right) => reply(response, right.subarray(0, right.length / 2))],
  ['wrong-content-type', (response, right) => void response.type('text/html').send(Buffer.from(right))],
  ['connection-reset', (response) => void response.socket?.resetAndDestroy()],
  ['redirect', (response) => response.redirect(307, elsewhere)],
])

/** Sends an answer as it should be sent. */
export function reply(response: Response, der: Uint8Array): void {
  response.type(replyType).send(Buffer.from(der))
}

async function answerSlowly(response: Response, right: Uint8Array): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  await setTimeout(slowness, undefined, { signal: gone.signal }).catch(() => undefined)
  if (!response.destroyed) reply(response, right)
}
