import {
  type DigestAlgorithm,
  der,
  digestAlgorithmIdentifier,
  oids,
  type SignatureAlgorithm,
  signatureAlgorithmIdentifier,
  signatureAlgorithms,
} from '@waarmerk/pki'

const { element, implicit, objectIdentifier, octetString, sequence, setOf } = der

/** What a signer can commit to (EN 319 122-1 §5.2.3, RFC 5126 §5.11.1), by object identifier. */
export const commitmentTypes = {
  proofOfOrigin: '1.2.840.113549.1.9.16.6.1',
  proofOfReceipt: '1.2.840.113549.1.9.16.6.2',
  proofOfDelivery: '1.2.840.113549.1.9.16.6.3',
  proofOfSender: '1.2.840.113549.1.9.16.6.4',
  proofOfApproval: '1.2.840.113549.1.9.16.6.5',
  proofOfCreation: '1.2.840.113549.1.9.16.6.6',
} as const

/** The name of a row of {@link commitmentTypes}. */
export type CommitmentType = keyof typeof commitmentTypes

/** The rules under which a signature is made (EN 319 122-1 §5.2.9). */
export interface SignaturePolicy {
  /** Object identifier. */
  readonly oid: string
  /** Hash of the policy document, as the policy itself says how to compute it. */
  readonly digest: { readonly algorithm: DigestAlgorithm; readonly value: Uint8Array }
  /** Where the document lies; ASCII. */
  readonly uri?: string
}

/** Signed attributes beyond those that every signature has. PAdES allows none of them beside a /Reason (EN 319 142-1 §6.3). */
export interface OptionalAttributes {
  readonly commitmentType?: CommitmentType
  readonly signaturePolicy?: SignaturePolicy
  /** Signs the algorithms too, against their substitution (RFC 6211). */
  readonly algorithmProtection?: boolean
}

/** One Attribute with one value (RFC 5652 §5.3). */
export const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(objectIdentifier(type), setOf(value))

/**
 * @returns DER of each Attribute that was asked for
 * @throws TypeError for a policy whose identifier or address cannot be encoded
 */
export function optionalAttributes(wanted: OptionalAttributes, algorithm: SignatureAlgorithm): Uint8Array[] {
  const { commitmentType, signaturePolicy, algorithmProtection = false } = wanted
  return [
    ...(commitmentType === undefined ? [] : [commitmentTypeIndication(commitmentType)]),
    ...(signaturePolicy === undefined ? [] : [signaturePolicyIdentifier(signaturePolicy)]),
    ...(algorithmProtection ? [cmsAlgorithmProtection(algorithm)] : []),
  ]
}

const commitmentTypeIndication = (type: CommitmentType): Uint8Array =>
  attribute(oids.commitmentTypeIndication, sequence(objectIdentifier(commitmentTypes[type])))

// RFC 5126 §5.8.1: SignaturePolicyId, the address as the qualifier SPuri.
function signaturePolicyIdentifier({ oid, digest, uri }: SignaturePolicy): Uint8Array {
  const hash = sequence(digestAlgorithmIdentifier(digest.algorithm), octetString(digest.value))
  const qualifiers = uri === undefined ? [] : [sequence(sequence(objectIdentifier(oids.policyUri), ia5String(uri)))]
  return attribute(oids.signaturePolicyIdentifier, sequence(objectIdentifier(oid), hash, ...qualifiers))
}

function ia5String(text: string): Uint8Array {
  if (!/^[\x20-\x7e]+$/.test(text)) throw new TypeError('the address of a policy is ASCII')
  return element(0x16, Buffer.from(text, 'latin1'))
}

const cmsAlgorithmProtection = (algorithm: SignatureAlgorithm): Uint8Array =>
  attribute(
    oids.cmsAlgorithmProtection,
    sequence(
      digestAlgorithmIdentifier(signatureAlgorithms[algorithm].digest),
      implicit(1, signatureAlgorithmIdentifier(algorithm)),
    ),
  )
