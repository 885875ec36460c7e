import { setTimeout } from 'node:timers/promises'
import type { Response } from 'express'
import type { FaultName } from './faults.ts'

/** An answer that would be right. */
export interface Answer {
  readonly contentType: string
  /** DER. */
  readonly body: Uint8Array
}

/** Sends an answer in a wrong way. */
type Disturbance = (response: Response, right: Answer) => void | Promise<void>

/** Under this path every endpoint answers rightly, for a client that follows a redirect. */
export const elsewhere = '/_mock/elsewhere'

const slowness = 60_000
const hugeBody = 64 * 1024 * 1024

const http500: Disturbance = (response) => void response.status(500).type('text').send('a fault was asked for')
const http503: Disturbance = (response) =>
  void response.status(503).set('Retry-After', '1').type('text').send('come back')
const huge: Disturbance = (response, right) => reply(response, { ...right, body: Buffer.alloc(hugeBody) })
const truncated: Disturbance = (response, right) =>
  reply(response, { ...right, body: right.body.subarray(0, right.body.length / 2) })
const wrongType: Disturbance = (response, { body }) => reply(response, { contentType: 'text/html', body })
const reset: Disturbance = (response) => void response.socket?.resetAndDestroy()
const redirect: Disturbance = (response) => response.redirect(307, `${elsewhere}${response.req.originalUrl}`)
const redirectLoop: Disturbance = (response) => response.redirect(307, response.req.originalUrl)

/** The faults of the way, not of what is said. */
export const disturbances: ReadonlyMap<FaultName, Disturbance> = new Map<FaultName, Disturbance>([
  ['http-500', http500],
  ['http-503', http503],
  ['slow', slowly],
  ['huge-body', huge],
  ['truncated', truncated],
  ['wrong-content-type', wrongType],
  ['connection-reset', reset],
  ['redirect', redirect],
  ...(['ocsp', 'crl', 'aia'] as const).flatMap((endpoint): [FaultName, Disturbance][] => [
    [`${endpoint}-http-500`, http500],
    [`${endpoint}-slow`, slowly],
    [`${endpoint}-huge`, huge],
    [`${endpoint}-truncated`, truncated],
    [`${endpoint}-wrong-type`, wrongType],
    [`${endpoint}-reset`, reset],
    [`${endpoint}-redirect`, redirect],
  ]),
  ['aia-redirect-loop', redirectLoop],
])

/** Sends an answer as it should be sent, or as wrongly as the fault says. */
export async function send(response: Response, answer: Answer, fault: FaultName | null): Promise<void> {
  const disturb = fault === null ? undefined : disturbances.get(fault)
  await (disturb ?? reply)(response, answer)
}

function reply(response: Response, { contentType, body }: Answer): void {
  response.type(contentType).send(Buffer.from(body))
}

async function slowly(response: Response, right: Answer): Promise<void> {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  await setTimeout(slowness, undefined, { signal: gone.signal }).catch(() => undefined)
  if (!response.destroyed) reply(response, right)
}
