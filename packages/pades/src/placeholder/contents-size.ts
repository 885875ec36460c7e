import { type OptionalAttributes, type SignatureAlgorithm, signedDataTemplate } from '@waarmerk/cms'
import { der, parseCertificate, signatureAlgorithms } from '@waarmerk/pki'
import type { TimestampAuthority } from '../ports.ts'

/** Bytes kept free beyond the dry run, for what differs between it and the real signature. */
const spare = 2048
const digestSizes = { sha256: 32, sha384: 48, sha512: 64 } as const
/** Longest DER ECDSA-Sig-Value, by curve. */
const ecdsaSizes: Readonly<Record<string, number>> = { prime256v1: 72, secp384r1: 104, secp521r1: 139 }
const ed25519Size = 64
/** A token from this size on has lengths of four bytes. */
const longestShortToken = 65_536

/**
 * How many bytes /Contents needs: a signature is made up with these certificates, a signature value of
 * the largest size the key can have, and a token of the given size; plus 2 KiB.
 *
 * @param options.certificates DER, the signer's first; where the real one is not issued yet, one of
 *   the same template with the longest name
 * @param options.algorithm P-256 with SHA-256 when absent
 * @param options.tsaTokenBytes the largest token to expect (`TimestampAuthority.largestToken`); 0 without time stamp
 * @throws PkiError when the certificate cannot be read
 *
 * @example
 * await tsa.probe() // before its first token nobody knows how large one is
 * const contentsBytes = contentsSize({ certificates: signer.certificates, tsaTokenBytes: tsa.largestToken })
 */
export const contentsSize = ({ tsaTokenBytes, ...signer }: SignerOfSize & { readonly tsaTokenBytes: number }): number =>
  contentsSizer(signer)(tsaTokenBytes)

/** Whose signature is to fit. */
export interface SignerOfSize {
  readonly certificates: readonly Uint8Array[]
  readonly algorithm?: SignatureAlgorithm
  readonly attributes?: OptionalAttributes
}

/** {@link contentsSize} for many signatures of one signer: the dry run is made once. */
export const contentsSizer = (signer: SignerOfSize): ((tsaTokenBytes: number) => number) => {
  const { certificates, algorithm = 'ecdsa-sha256', attributes = {} } = signer
  const template = signedDataTemplate({ certificates, algorithm, attributes })
  const signedAttributes = template.signedAttributes(new Uint8Array(digestSizes[template.digest]))
  const signature = new Uint8Array(signatureSize(algorithm, certificates))
  const plain = template.signedData({ signedAttributes, signature }).length
  // What an octet that is a token takes beside itself, all lengths at their longest.
  const timestampToken = der.octetString(new Uint8Array(longestShortToken))
  const wrapping =
    template.signedData({ signedAttributes, signature, timestampToken }).length - plain - longestShortToken
  return (tsaTokenBytes) => plain + spare + (tsaTokenBytes > 0 ? tsaTokenBytes + wrapping : 0)
}

const signatureSize = (algorithm: SignatureAlgorithm, [certificate]: readonly Uint8Array[]): number => {
  const { keyType } = signatureAlgorithms[algorithm]
  if (keyType === 'ed25519' || certificate === undefined) return ed25519Size
  const { modulusLength = 0, namedCurve = '' } = parseCertificate(certificate).publicKey.asymmetricKeyDetails ?? {}
  return keyType === 'rsa' ? Math.ceil(modulusLength / 8) : (ecdsaSizes[namedCurve] ?? 139)
}

/**
 * How many bytes /Contents of a document time stamp needs: the largest token seen, for which the authority is asked
 * once when none was, and what another one may differ.
 *
 * @throws what the authority throws
 */
export const tokenRoom = async (tsa: TimestampAuthority): Promise<number> => (await seenToken(tsa)) + spare

/** Bytes of the largest token of an authority, known by trying. */
export const seenToken = async (tsa: TimestampAuthority): Promise<number> => {
  if (tsa.largestToken === 0) await tsa.probe()
  return tsa.largestToken
}
