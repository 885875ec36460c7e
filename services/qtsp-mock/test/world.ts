import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CaName,
  type IssuedSigner,
  type RunningQtspMock,
  type StartQtspMockOptions,
  startQtspMock,
} from '../src/index.ts'
import type { Subject } from './openssl.ts'

/** A running double on a free port. */
export async function startWorld(options: Partial<StartQtspMockOptions> = {}) {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'qtsp-mock-'))
  const tsa: RunningQtspMock = await startQtspMock({ host: '127.0.0.1', port: 0, stateDirectory, ...options })
  return {
    tsa,
    async close() {
      await tsa.close()
      await rm(stateDirectory, { recursive: true })
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>

/** Sends a time-stamp request as RFC 3161 §3.4 describes. */
export function send({ tsa }: World, query: Uint8Array | string, options: RequestInit = {}): Promise<Response> {
  const headers = { 'content-type': 'application/timestamp-query' }
  return fetch(tsa.timestampUrl, { method: 'POST', headers, body: query, redirect: 'manual', ...options })
}

/** Sends a request and gives the bytes of a 200 answer. */
export async function stamped(world: World, query: Uint8Array): Promise<Uint8Array> {
  const response = await send(world, query)
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Sends an OCSP request as RFC 6960 appendix A describes and gives the bytes of a 200 answer. */
export async function ocspAnswer(world: World, query: Uint8Array, ca: CaName = 'issuing'): Promise<Uint8Array> {
  const headers = { 'content-type': 'application/ocsp-request' }
  const response = await fetch(`${world.tsa.url}/ocsp/${ca}`, { method: 'POST', headers, body: query })
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The bytes of a 200 answer to a GET. */
export async function fetched(world: World, path: string): Promise<Uint8Array> {
  const response = await fetch(`${world.tsa.url}${path}`)
  if (response.status !== 200) throw new Error(`answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** A signer's certificate and its issuer's. */
export function chainOf({ certificateChainPem }: IssuedSigner): Subject {
  const [certificate, issuer] = certificateChainPem.split(/(?<=-----END CERTIFICATE-----\n)/)
  if (certificate === undefined || issuer === undefined) throw new Error('a chain has two certificates')
  return { certificate, issuer }
}
