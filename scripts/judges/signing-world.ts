import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readPemSigner } from '@waarmerk/key-providers'
import {
  augmentDocument,
  type BaselineLevel,
  createDocumentSigner,
  type DocumentToSign,
  type LevelSources,
  type Signer,
} from '@waarmerk/pades'
import { bytesSource, concatSources, type RandomAccess } from '@waarmerk/pdf'
import { type Certificate, parsePem, type SignatureAlgorithm } from '@waarmerk/pki'
import { type RunningQtspMock, startQtspMock } from '@waarmerk/qtsp-mock'
import { createIssuerSource, createRevocationSource, createRfc3161Client, nodeFetch } from '@waarmerk/trust-services'

/** A key that a signer may have. */
export type KeyKind = Parameters<RunningQtspMock['issueSigner']>[0]['algorithm']

/** Our engine with its real clients, and the trust services double they talk to; both share a clock that can be moved. */
export interface SigningWorld {
  readonly mock: RunningQtspMock
  readonly folder: string
  /** PEM file with the trust anchor, for the judges. */
  readonly anchors: string
  readonly trustAnchors: readonly Certificate[]
  /** Sets the time of all of it; null: the time of the machine. */
  setClock(moment: Date | null): void
  signer(algorithm: SignatureAlgorithm, key: KeyKind): Promise<Signer>
  sign(
    source: RandomAccess,
    signer: Signer,
    document: Partial<DocumentToSign> & { readonly level: BaselineLevel },
  ): Promise<RandomAccess>
  /** The file with a renewed archive time stamp. */
  renew(source: RandomAccess): Promise<RandomAccess>
  /** Writes a file for the judges; gives its path. */
  write(name: string, source: RandomAccess): string
  /** What an offline judge must be told of the present: lists, or OCSP answers for these certificates, as DER files. */
  lists(): Promise<string[]>
  answers(subjects: readonly { readonly certificate: Certificate; readonly issuer: Certificate }[]): Promise<string[]>
  close(): Promise<void>
}

const timeoutMs = 10_000

/** @param options.tsaValidity days that time-stamp certificates are valid */
export async function startSigningWorld(
  options: { readonly tsaValidity?: number; readonly start?: Date } = {},
): Promise<SigningWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'waarmerk-judged-'))
  let moment = options.start ?? null
  const now = (): Date => moment ?? new Date()
  const { tsaValidity } = options
  const stateDirectory = join(folder, 'state')
  const mock = await startQtspMock({
    host: '127.0.0.1',
    port: 0,
    stateDirectory,
    ...(moment && { now }),
    ...(tsaValidity !== undefined && { tsaValidity }),
  })
  const trustAnchors = parsePem(mock.caCertificatePem)
  const anchors = join(folder, 'anchors.pem')
  writeFileSync(anchors, mock.caCertificatePem)
  const clients = { fetch: nodeFetch, timeoutMs, randomBytes, now }
  const sources = (): Required<LevelSources> => ({
    tsa: createRfc3161Client({ ...clients, url: mock.timestampUrl, maxBytes: 65_536, trustAnchors }),
    revocation: createRevocationSource(clients),
    issuers: createIssuerSource(clients),
    trustAnchors,
  })
  const written = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const grown = (base: RandomAccess, increments: readonly Uint8Array[]): RandomAccess => {
    const all = concatSources([base, ...increments.map(bytesSource)])
    return bytesSource(all.read(0, all.size))
  }
  return {
    mock,
    folder,
    anchors,
    trustAnchors,
    setClock(to) {
      moment = to
      mock.setClock(to)
    },
    async signer(algorithm, key) {
      const { privateKeyPem, certificateChainPem } = await mock.issueSigner({ algorithm: key })
      return readPemSigner({ key: privateKeyPem, chain: certificateChainPem, algorithm })
    },
    async sign(source, signer, document) {
      const sign = createDocumentSigner({ ...sources(), signer })
      const { increments } = await sign({ newField: { name: 'zegel' }, signingTime: now(), ...document, source })
      return grown(source, increments)
    },
    async renew(source) {
      const { increments } = await augmentDocument({ ...sources(), source, level: 'B-LTA' })
      return grown(source, increments)
    },
    write: (name, source) => written(name, source.read(0, source.size)),
    async lists() {
      const names = ['root', 'issuing']
      return Promise.all(
        names.map(async (name) => {
          const response = await fetch(`${mock.url}/crl/${name}.crl`)
          return written(`${name}.crl`, new Uint8Array(await response.arrayBuffer()))
        }),
      )
    },
    async answers(subjects) {
      const source = createRevocationSource(clients)
      const proofs = await Promise.all(subjects.map((subject) => source.revocationOf(subject)))
      return proofs.map(({ der }, index) => written(`answer-${index}.ocsp`, der))
    },
    async close() {
      await mock.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
