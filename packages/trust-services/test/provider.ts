import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Certificate, parsePem } from '@waarmerk/pki'
import { startQtspMock } from '@waarmerk/qtsp-mock'
import {
  createIssuerSource,
  createRevocationSource,
  type HttpFetch,
  type IssuerSourceOptions,
  nodeFetch,
  type RevocationSourceOptions,
} from '../src/index.ts'

/** A certificate with the one of its issuer. */
export interface Subject {
  readonly certificate: Certificate
  readonly issuer: Certificate
}

/** The trust service provider double with its certificates, and a transport that counts. */
export async function startProvider() {
  const stateDirectory = await mkdtemp(join(tmpdir(), 'waarmerk-provider-'))
  const mock = await startQtspMock({ host: '127.0.0.1', port: 0, stateDirectory })
  const [root] = parsePem(mock.caCertificatePem)
  if (root === undefined) throw new Error('the double has no root')
  return {
    mock,
    root,
    async signer(options: Partial<Parameters<typeof mock.issueSigner>[0]> = {}): Promise<Subject> {
      const { certificateChainPem } = await mock.issueSigner({ algorithm: 'p-256', ...options })
      const [certificate, issuer] = parsePem(certificateChainPem)
      if (certificate === undefined || issuer === undefined) throw new Error('a chain has two certificates')
      return { certificate, issuer }
    },
    async close() {
      await mock.close()
      await rm(stateDirectory, { recursive: true })
    },
  }
}

/** A transport that remembers what it was asked for. */
export function counted(fetch: HttpFetch = nodeFetch) {
  const asked: string[] = []
  const counting: HttpFetch = (url, request) => {
    asked.push(`${request.method} ${new URL(url).pathname}`)
    return fetch(url, request)
  }
  return { asked, fetch: counting }
}

/** A source with a short patience. */
export const revocationSource = (more: Partial<RevocationSourceOptions> = {}) =>
  createRevocationSource({ fetch: nodeFetch, timeoutMs: 2000, randomBytes, ...more })

/** A source with a short patience. */
export const issuerSource = (more: Partial<IssuerSourceOptions> = {}) =>
  createIssuerSource({ fetch: nodeFetch, timeoutMs: 2000, ...more })
