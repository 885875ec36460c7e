import { type CommitmentType, commitmentTypes, type OptionalAttributes } from '@waarmerk/cms'
import type { CertificationLevel } from '@waarmerk/pdf'
import { CliError } from '../cli-error.ts'
import { httpAddress, moment, oneOf, wholeNumber } from '../option-values.ts'
import type { GivenOptions, OptionTable } from '../options.ts'

const commitments = Object.keys(commitmentTypes) as CommitmentType[]

/** What the signature says beside who signed what. */
export const statementOptions = {
  reason: { value: 'TEXT', help: 'why it is signed' },
  location: { value: 'TEXT', help: 'where' },
  name: { value: 'TEXT', help: 'name of the signer, when it is not that of the certificate' },
  contact: { value: 'TEXT', help: 'how the signer can be reached' },
  'signing-time': { value: 'MOMENT', help: 'the time that is claimed, in ISO 8601 (now)' },
  certify: { value: 'LEVEL', help: 'certify: 1 no changes, 2 filling in and signing, 3 annotations too' },
  commitment: { value: 'TYPE', help: `${commitments.join(', ')}; not with --reason` },
  policy: { value: 'OID', help: 'signature policy, with --policy-hash; not with --reason' },
  'policy-hash': { value: 'HEX', help: 'SHA-256, SHA-384 or SHA-512 of the policy' },
  'policy-url': { value: 'URL', help: 'where the policy can be read' },
} as const satisfies OptionTable

/** What {@link statementOptions} say. */
export interface Statement {
  readonly entries: {
    readonly reason?: string
    readonly location?: string
    readonly name?: string
    readonly contactInfo?: string
  }
  readonly signingTime: Date
  readonly certify: { readonly certify?: CertificationLevel }
  readonly attributes: OptionalAttributes
}

type Given = GivenOptions<keyof typeof statementOptions>

/** @throws CliError `ERR_CLI_USAGE` */
export const readStatement = (given: Given, now: Date): Statement => {
  const [reason, location, name, contactInfo] = (['reason', 'location', 'name', 'contact'] as const).map(given.text)
  const time = given.text('signing-time')
  const certify = given.text('certify')
  return {
    entries: {
      ...(reason !== undefined && { reason }),
      ...(location !== undefined && { location }),
      ...(name !== undefined && { name }),
      ...(contactInfo !== undefined && { contactInfo }),
    },
    signingTime: time === undefined ? now : moment(time, 'signing-time'),
    certify: certify === undefined ? {} : { certify: wholeNumber(certify, 'certify', [1, 3]) as CertificationLevel },
    attributes: readAttributes(given),
  }
}

const hashes = { 64: 'sha256', 96: 'sha384', 128: 'sha512' } as const

const readAttributes = (given: Given): OptionalAttributes => {
  const [commitment, policy, hash, url] = (['commitment', 'policy', 'policy-hash', 'policy-url'] as const).map(
    given.text,
  )
  if ((policy === undefined) !== (hash === undefined) || (url !== undefined && policy === undefined)) {
    throw new CliError('ERR_CLI_USAGE', '--policy and --policy-hash belong together')
  }
  return {
    ...(commitment !== undefined && { commitmentType: oneOf(commitment, 'commitment', commitments) }),
    ...(policy !== undefined && {
      signaturePolicy: {
        oid: objectIdentifier(policy),
        digest: policyDigest(hash ?? ''),
        ...(url !== undefined && { uri: httpAddress(url, 'policy-url') }),
      },
    }),
  }
}

/** ITU-T X.660: below 0 and 1 there are forty. */
const wellFormed = /^([01]\.([0-9]|[1-3][0-9])|2\.(0|[1-9]\d{0,15}))(\.(0|[1-9]\d{0,15})){0,29}$/

const objectIdentifier = (text: string): string => {
  if (wellFormed.test(text)) return text
  throw new CliError('ERR_CLI_USAGE', '--policy is an object identifier such as 2.16.528.1.1003')
}

const policyDigest = (hex: string) => {
  const algorithm = Object.entries(hashes).find(([length]) => Number(length) === hex.length)?.[1]
  if (algorithm === undefined || !/^[0-9a-f]+$/i.test(hex)) {
    throw new CliError('ERR_CLI_USAGE', '--policy-hash is a SHA-256, SHA-384 or SHA-512 in hexadecimal')
  }
  return { algorithm, value: Uint8Array.from(Buffer.from(hex, 'hex')) }
}
