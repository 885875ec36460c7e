import { type OptionalAttributes, signedDataTemplate } from '@waarmerk/cms'
import { fillSignatureField, openPdf, type RandomAccess, type SignatureToFill } from '@waarmerk/pdf'
import { parseCertificate } from '@waarmerk/pki'
import { growingFile } from '../file/growing-file.ts'
import { onePass } from '../file/one-pass.ts'
import { requireTakesTimeStamp } from '../level/add-document-time-stamp.ts'
import { type BaselineLevel, reaches } from '../level/baseline-level.ts'
import { type LevelSources, raiseLevel, requireSources } from '../level/raise-level.ts'
import { requireSigner, requireSignerSometime } from '../level/require-signer.ts'
import { contentsSizer, seenToken } from '../placeholder/contents-size.ts'
import type { Signer } from '../ports.ts'
import { assuranceOf } from './assurance.ts'
import { requireOneReason } from './require-one-reason.ts'
import { requireSound } from './require-sound.ts'
import { signRevision, targetsOf } from './sign-revision.ts'

/** Who signs, and what a level needs beside that. */
export interface DocumentSignerDeps extends LevelSources {
  readonly signer: Signer
  /** Commitment type, signature policy: the same for every document. Either excludes a reason. */
  readonly attributes?: OptionalAttributes
}

/** One document and how its signature is to stand in it. */
export interface DocumentToSign
  extends Omit<SignatureToFill, 'contentsBytes' | 'subFilter' | 'signingTime' | 'assured' | 'edwards'> {
  readonly source: RandomAccess
  readonly level: BaselineLevel
  /** /M: claimed by the signer, not proven. */
  readonly signingTime: Date
  /** For an encrypted file: its user or owner password. */
  readonly password?: string
  /** Gets every byte of `source` once, in order, while it is hashed: for a copy without reading twice. */
  readonly onChunk?: (chunk: Uint8Array, position: number) => void
}

/** A signed document: the source followed by these. */
export interface SignedDocument {
  /** To be appended in order: signature, validation data, document time stamp. */
  readonly increments: readonly Uint8Array[]
  /** Fully qualified name of the signature field. */
  readonly field: string
  readonly level: BaselineLevel
  /** When the authority says the signature existed; null at level B-B. */
  readonly genTime: Date | null
}

/** Signs documents with one key; what does not change from one to the next is made once. */
export type DocumentSigner = (document: DocumentToSign) => Promise<SignedDocument>

/**
 * Makes PAdES baseline signatures of any level in one go (EN 319 142-1 §6). The document is read once, in chunks, for
 * all levels together; nothing is written. What any party returns is verified before it is embedded, and every revision
 * is read out of the result again before it is handed out. When anything is missing there is no signature, never one of
 * a lower level; trying again is harmless.
 *
 * @throws PadesError ERR_PADES_LEVEL_NEEDS_SOURCE, ERR_PADES_REASON_FORBIDDEN, ERR_PADES_SIGNATURE_REJECTED,
 *   ERR_PADES_CERTIFICATE_NOT_VALID, ERR_PADES_TIMESTAMP_TOO_LARGE, ERR_PADES_PLACEHOLDER_TOO_SMALL,
 *   ERR_PADES_CHAIN_INCOMPLETE, ERR_PADES_TOO_MANY_RESPONDERS, ERR_PADES_SELF_CHECK_FAILED
 * @throws PdfError as `openPdf`, `fillSignatureField`, `fillDocumentTimeStamp` and `appendSecurityStore` do; CmsError,
 *   PkiError; whatever the ports throw
 *
 * @example
 * const sign = createDocumentSigner({ signer, tsa, revocation, issuers, trustAnchors })
 * const newField = { name: 'gemeente', page: 1, rect: [50, 50, 250, 110] } as const
 * const { increments } = await sign({ source: file, newField, level: 'B-LTA', signingTime: new Date() })
 */
export const createDocumentSigner = (deps: DocumentSignerDeps): DocumentSigner => {
  const { signer, tsa, attributes = {} } = deps
  const template = signedDataTemplate({ ...signer, attributes })
  const certificates = signer.certificates.map(parseCertificate)
  const contentsFor = contentsSizer({ ...signer, attributes })
  return async ({ source, level, password, onChunk, ...signature }) => {
    requireSources(level, deps)
    requireOneReason(attributes, signature.reason)
    const stamping = reaches(level, 'B-T') ? tsa : undefined
    const stamped = stamping !== undefined
    const tsaTokenBytes = stamping === undefined ? 0 : await seenToken(stamping)
    const doc = openPdf(source, { password })
    const revision = fillSignatureField(doc, {
      ...signature,
      subFilter: 'ETSI.CAdES.detached',
      contentsBytes: contentsFor(tsaTokenBytes),
      edwards: signer.algorithm === 'ed25519',
      assured: assuranceOf({ digest: template.digest, stamped, certificates }),
    })
    if (reaches(level, 'B-LTA')) requireTakesTimeStamp(doc)
    const requireNow = stamped ? requireSignerSometime : requireSigner
    await requireNow(certificates, signature.signingTime, deps)
    const { field, byteRange } = revision
    // The document time stamp continues the same pass, and is over a SHA-256.
    const algorithms = reaches(level, 'B-LTA') ? ([template.digest, 'sha256'] as const) : [template.digest]
    const { whole } = await onePass(source, { algorithms, onChunk })
    const file = growingFile({ source, whole, password, doc })
    const made = await signRevision(
      file,
      { ...revision, baseSize: source.size },
      { signer, certificates, template, tsa: stamping },
    )
    requireSound(file, { field, byteRange, made, stamped, certificates })
    if (made.timestamp !== null) await requireSigner(certificates, made.timestamp.genTime, deps)
    await raiseLevel(file, level, targetsOf(certificates, made), deps)
    return { increments: file.increments, field, level, genTime: made.timestamp?.genTime ?? null }
  }
}
