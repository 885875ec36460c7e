import type { KeyObject } from 'node:crypto'
import { FlattenedSign } from 'jose'
import { EvidenceError } from '../evidence-error.ts'
import { canonicalBytes } from '../json/canonical-json.ts'
import type { EvidenceRecord } from './evidence-record.ts'
import type { RedactedEvidence } from './redacted-evidence.ts'
import type { SealedEvidence } from './sealed-evidence.ts'

/** With what evidence is sealed. */
export type EvidenceSeal = {
  /** P-256 or RSA (2048 bits at least). */
  readonly privateKey: KeyObject
  /** DER of the sealing certificate, then of those above it. */
  readonly x5c: readonly Uint8Array[]
}

const algorithmOf = (key: KeyObject): 'ES256' | 'PS256' => {
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return 'ES256'
  if (key.asymmetricKeyType === 'rsa') return 'PS256'
  throw new TypeError('evidence is sealed with a P-256 or RSA key')
}

/** jose signs the header as its own JSON.stringify writes it, so its members are given in canonical order. */
const header = (alg: 'ES256' | 'PS256', x5c: readonly Uint8Array[]) => ({
  alg,
  typ: 'waarmerk-evidence+jws',
  x5c: x5c.map((der) => Buffer.from(der).toString('base64')),
})

/**
 * Seals evidence: a JWS over its canonical JSON (RFC 8785), with the sealing certificate in the protected header.
 *
 * @returns the object to store as JSON, media type `application/jose+json`
 * @throws TypeError a key of another kind · EvidenceError `ERR_EVIDENCE_INVALID` no certificate
 *
 * @example await writeFile('evidence.json', JSON.stringify(await sealEvidence(record, { privateKey, x5c })))
 */
export const sealEvidence = async (
  record: EvidenceRecord | RedactedEvidence,
  { privateKey, x5c }: EvidenceSeal,
): Promise<SealedEvidence> => {
  if (x5c.length === 0) throw new EvidenceError('ERR_EVIDENCE_INVALID', 'a seal needs its certificate')
  const jws = await new FlattenedSign(canonicalBytes(record))
    .setProtectedHeader(header(algorithmOf(privateKey), x5c))
    .sign(privateKey)
  return { payload: jws.payload, protected: jws.protected ?? '', signature: jws.signature }
}
