import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openTimestampResponse, timestampRequest, verifyTimestampToken } from '@waarmerk/cms'
import {
  type Certificate,
  digestForNode,
  ocspRequest,
  paddingForNode,
  parseCertificate,
  parsePem,
  requireGood,
  type SignatureAlgorithm,
  verifyOcspResponse,
} from '@waarmerk/pki'
import { type RunningQtspMock, startQtspMock } from '@waarmerk/qtsp-mock'
import type { IssuerSource, RevocationSource, Signer, TimestampAuthority } from '../src/index.ts'

/** The double, and plain clients for it: this room knows the ports, not the adapters above it. */
export interface TrustWorld {
  readonly mock: RunningQtspMock
  readonly trustAnchors: readonly Certificate[]
  readonly tsa: TimestampAuthority
  readonly revocation: RevocationSource
  readonly issuers: IssuerSource
  /** How often each service was asked. */
  readonly asked: { timestamp: number; revocation: number; issuers: number }
  signer(
    algorithm: SignatureAlgorithm,
    key: Parameters<RunningQtspMock['issueSigner']>[0]['algorithm'],
  ): Promise<Signer>
  close(): Promise<void>
}

const post = async (url: string, type: string, body: Uint8Array): Promise<Uint8Array> => {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: Uint8Array.from(body) })
  if (!response.ok) throw new Error(`answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Starts the double with a state directory of its own. */
export const trustWorld = async (options: { readonly tsaValidity?: number } = {}): Promise<TrustWorld> => {
  const stateDirectory = mkdtempSync(join(tmpdir(), 'waarmerk-trust-'))
  const mock = await startQtspMock({ host: '127.0.0.1', port: 0, stateDirectory, ...options })
  const asked = { timestamp: 0, revocation: 0, issuers: 0 }
  let largestToken = 0
  const timestamp = async (messageImprint: Uint8Array): Promise<Uint8Array> => {
    asked.timestamp += 1
    const nonce = randomBytes(16)
    const response = await post(
      mock.timestampUrl,
      'application/timestamp-query',
      timestampRequest({ messageImprint, nonce }),
    )
    const token = await openTimestampResponse({ response, messageImprint, nonce })
    await verifyTimestampToken({ token, messageImprint })
    largestToken = Math.max(largestToken, token.length)
    return token
  }
  return {
    mock,
    asked,
    trustAnchors: parsePem(mock.caCertificatePem),
    tsa: {
      timestamp,
      get largestToken() {
        return largestToken
      },
      probe: async () => void (await timestamp(randomBytes(32))),
    },
    revocation: {
      async revocationOf({ certificate, issuer }) {
        asked.revocation += 1
        const nonce = randomBytes(16)
        const request = ocspRequest({ certificate, issuer, nonce })
        const response = await post(certificate.ocspUrls[0] ?? '', 'application/ocsp-request', request)
        const verified = await verifyOcspResponse({ response, certificate, issuer, nonce, at: mock.setClock(null) })
        requireGood(verified.status)
        const { der, thisUpdate, nextUpdate, responder: signer, certificates } = verified
        return { kind: 'ocsp', der, thisUpdate, nextUpdate, signer, certificates }
      },
    },
    issuers: {
      async issuersOf({ caIssuerUrls: [url] }) {
        asked.issuers += 1
        return url === undefined ? [] : [parseCertificate(new Uint8Array(await (await fetch(url)).arrayBuffer()))]
      },
    },
    async signer(algorithm, key) {
      const { privateKeyPem, certificateChainPem } = await mock.issueSigner({ algorithm: key })
      const privateKey = createPrivateKey(privateKeyPem)
      return {
        algorithm,
        certificates: parsePem(certificateChainPem).map(({ der }) => der),
        sign: async ({ data }) =>
          sign(digestForNode(algorithm), data, { key: privateKey, ...paddingForNode(algorithm) }),
      }
    },
    async close() {
      await mock.close()
      rmSync(stateDirectory, { recursive: true, force: true })
    },
  }
}
