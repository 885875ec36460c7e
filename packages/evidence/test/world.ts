import { sign } from 'node:crypto'
import {
  completeSignature,
  contentsSize,
  digestRange,
  type PreparedSignature,
  prepareSignature,
  type Signer,
  type TimestampAuthority,
} from '@waarmerk/pades'
import { appendSignatureFields, bytesSource, drawLook, openPdf } from '@waarmerk/pdf'
import { type AuthenticationContext, type Certificate, parseCertificate } from '@waarmerk/pki'
import { calculateJwkThumbprint, exportJWK, type JWK } from 'jose'
import { toBase64url } from '../src/hash/base64url.ts'
import {
  type CommittedDocument,
  type EvidenceRecord,
  type EvidenceRecordParts,
  evidenceRecord,
  type SealedEvidence,
  sealEvidence,
} from '../src/index.ts'
import { annasName, type Ceremony, ceremony } from './ceremony.ts'
import {
  authority,
  type Identity,
  type Keys,
  keyPair,
  oneTimeIdentity,
  sealingIdentity,
} from './certificate-authority.ts'
import { openedAt, random32 } from './forger.ts'
import { samplePdf } from './sample-pdf.ts'
import { timeStampIdentity, timeStampToken } from './time-stamp-authority.ts'

/** Everything about one signing, as an honest service made it, with what is needed to make it again dishonestly. */
export type World = {
  readonly pdfs: readonly Uint8Array[]
  readonly evidence: SealedEvidence
  readonly record: EvidenceRecord
  readonly jwks: { readonly keys: readonly JWK[] }
  readonly trustAnchors: readonly Certificate[]
  readonly seal: Identity
  readonly ca: Identity
  readonly root: Identity
  readonly login: Ceremony
}

type OneTimeFields = Parameters<typeof oneTimeIdentity>[1]

/** Where a dishonest service may differ from an honest one. */
export type Lies = {
  readonly texts?: readonly string[]
  /** Gives the signature a look. */
  readonly visible?: boolean
  readonly commitment?: (documents: readonly CommittedDocument[]) => Parameters<typeof ceremony>[0]
  readonly login?: Parameters<typeof ceremony>[1]
  readonly context?: (honest: AuthenticationContext) => AuthenticationContext
  readonly certificate?: Partial<OneTimeFields>
  /** Signs with another key than the one committed to. */
  readonly otherKey?: boolean
  readonly signingTime?: Date
  readonly genTime?: Date
  readonly withoutTimestamp?: boolean
  /** The same key has signed another field before. */
  readonly signedBefore?: boolean
  /** Changes the prepared revision after it was committed to. */
  readonly afterCommitting?: (prepared: Prepared) => Promise<Prepared> | Prepared
  readonly record?: (honest: EvidenceRecordParts) => EvidenceRecordParts
}

type Prepared = { readonly prepared: PreparedSignature; readonly increment: Uint8Array }

const signing = (identity: Identity, ca: Identity): Signer => ({
  algorithm: 'ecdsa-sha256',
  certificates: [identity.certificate, ca.certificate],
  sign: async ({ data }) => new Uint8Array(sign('sha256', data, identity.privateKey)),
})

const stamping = (tsa: Identity, genTime: Date): TimestampAuthority => ({
  timestamp: async (messageImprint) => timeStampToken(tsa, messageImprint, genTime),
  largestToken: 4000,
  probe: async () => undefined,
})

const digestOf = async (bytes: Uint8Array) => ({
  sha256: toBase64url(await digestRange(bytesSource(bytes), [0, bytes.length])),
  size: bytes.length,
})

const joined = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

const field = 'Handtekening1'

/** Signs another field of the file with a given key. */
const signEarlier = async (file: Uint8Array, ca: Identity, keys: Keys): Promise<Uint8Array> => {
  const withField = joined(file, appendSignatureFields(openPdf(bytesSource(file)), [{ name: 'Ander' }]))
  const source = bytesSource(withField)
  const times = { notBefore: new Date(openedAt * 1000), notAfter: new Date((openedAt + 900) * 1000) }
  const context = { commitment: random32(), manifest: random32(), issuer: 'https://op.example', acr: 'x' }
  const identity = oneTimeIdentity(ca, { keys, ...annasName, ...times, context })
  const options = { field: 'Ander', contentsBytes: 12_000, signingTime: times.notBefore }
  const signer = signing(identity, ca)
  const { increment } = await completeSignature({ source, ...(await prepareSignature(source, options)), signer })
  return joined(withField, increment)
}

/** The frozen revision: the upload with an empty signature field. */
const freeze = (text: string, visible: boolean): Uint8Array => {
  const upload = samplePdf(text)
  const place = visible ? { page: 1, rect: [50, 50, 250, 110] as const } : {}
  return joined(upload, appendSignatureFields(openPdf(bytesSource(upload)), [{ name: field, ...place }]))
}

const drawn = () => drawLook({ width: 200, height: 60, lines: ['Anna de Wit', 'TEST'] })

const ids = ['a1b2c3d4-0000-4000-8000-000000000001', 'b1b2c3d4-0000-4000-8000-000000000002']

/** Runs a whole signing: freeze, prepare, commit, log in, certify, sign, time-stamp, record, seal. */
export const buildWorld = async (lies: Lies = {}): Promise<World> => {
  const ca = authority('Ondertekendienst')
  const root = authority('Tijdstempels')
  const tsa = timeStampIdentity(root)
  const seal = sealingIdentity(ca)
  const [keys, others] = [keyPair(), keyPair()]
  const signingTime = new Date(openedAt * 1000)
  const frozen = (lies.texts ?? ['Besluit']).map((text) => freeze(text, lies.visible ?? false))
  const contents = lies.signedBefore ? await Promise.all(frozen.map((file) => signEarlier(file, ca, keys))) : frozen
  const sizes = { certificates: [ca.certificate, ca.certificate], tsaTokenBytes: 4000 }
  const look = lies.visible ? await drawn() : undefined
  const prepare = (content: Uint8Array) =>
    prepareSignature(bytesSource(content), {
      field,
      contentsBytes: contentsSize(sizes),
      signingTime: lies.signingTime ?? signingTime,
      ...(look && { look }),
    })
  const prepared = await Promise.all(contents.map(prepare))
  const digests = await Promise.all(contents.map(digestOf))
  const documents = prepared.map(({ prepared: { tbs, look } }, index) => {
    const { sha256 = '', size: baseSize = 0 } = digests[index] ?? {}
    return { id: ids[index] ?? '', content: sha256, base: sha256, baseSize, field, look, tbs }
  })
  const key = await calculateJwkThumbprint(await exportJWK(keys.publicKey))
  const login = await ceremony({ documents, key, ...lies.commitment?.(documents) }, lies.login)
  const { nonce: commitment, commitment: committed } = login.authorisation
  const context = {
    commitment,
    issuer: committed.issuer,
    acr: 'urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard',
    manifest: login.manifestSha256,
  }
  const leaf = oneTimeIdentity(ca, {
    keys: lies.otherKey ? others : keys,
    ...annasName,
    notBefore: signingTime,
    notAfter: new Date((committed.exp + 120) * 1000),
    context: lies.context?.(context) ?? context,
    ...lies.certificate,
  })
  const genTime = lies.genTime ?? new Date((openedAt + 22) * 1000)
  const complete = async (honest: Prepared, index: number): Promise<Uint8Array> => {
    const chosen = (await lies.afterCommitting?.(honest)) ?? honest
    const base = contents[index] ?? new Uint8Array()
    const { increment } = await completeSignature({
      source: bytesSource(base),
      ...chosen,
      signer: signing(leaf, ca),
      ...(!lies.withoutTimestamp && { tsa: stamping(tsa, genTime) }),
    })
    return joined(base, increment)
  }
  const pdfs = await Promise.all(prepared.map(complete))
  const signed = await Promise.all(pdfs.map(digestOf))
  const parts: EvidenceRecordParts = {
    test: true,
    manifest: login.manifest,
    verifiedAt: { identification: openedAt - 99, authorisation: openedAt + 21 },
    salts: login.salts,
    name: annasName,
    nameSource: committed.name.source,
    circumstances: { namedConstraint: true, hardwareCaKey: false },
    certificateChain: [leaf.certificate, ca.certificate].map(toBase64url),
    documents: committed.documents.map(({ id, field: name }, index) => ({
      id,
      field: name,
      content: digests[index] ?? { sha256: random32(), size: 1 },
      base: digests[index] ?? { sha256: random32(), size: 1 },
      signed: signed[index] ?? { sha256: random32(), size: 1 },
      genTime: Math.floor(genTime.getTime() / 1000),
    })),
    events: [{ at: openedAt, type: 'transaction.opened' }],
    keyProvenance: 'asserted',
    assurance: 'substantial',
  }
  const record = evidenceRecord(lies.record?.(parts) ?? parts)
  return {
    pdfs,
    evidence: await sealWith(seal, ca, record),
    record,
    jwks: { keys: [login.opKey.jwk] },
    trustAnchors: [ca, root].map(({ certificate }) => parseCertificate(certificate)),
    seal,
    ca,
    root,
    login,
  }
}

/** Seals a record with any identity. */
export const sealWith = (seal: Identity, ca: Identity, record: EvidenceRecord): Promise<SealedEvidence> =>
  sealEvidence(record, { privateKey: seal.privateKey, x5c: [seal.certificate, ca.certificate] })
