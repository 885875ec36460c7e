import { type Certificate, parsePem } from '@waarmerk/pki'
import { readBounded } from '../files/read-bounded.ts'
import type { NamedFile, OptionTable } from '../options.ts'

const mostPemBytes = 1024 * 1024

/** Whom to trust. */
export const trustOptions = {
  trust: { value: 'FILE', help: 'trust anchors (PEM): what anybody says must lead to one of them' },
} as const satisfies OptionTable

/**
 * Every certificate of a PEM file.
 *
 * @throws CliError `ERR_CLI_FILE_UNREADABLE`, `ERR_CLI_FILE_TOO_LARGE`; PkiError `ERR_PKI_PEM_INVALID` …
 */
export const readCertificates = (file: NamedFile): readonly Certificate[] =>
  parsePem(new TextDecoder().decode(readBounded(file, mostPemBytes)))

/** Whom the caller trusts, signers and time-stamp authorities alike. Empty: nobody's trust is checked. */
export interface Trust {
  readonly trustAnchors?: readonly Certificate[]
  readonly timestampTrustAnchors?: readonly Certificate[]
}

/** The anchors of a file, as an option that may be left out. Errors as {@link readCertificates}. */
export const readTrust = (file: NamedFile | undefined): Trust => {
  if (file === undefined) return {}
  const trustAnchors = readCertificates(file)
  return { trustAnchors, timestampTrustAnchors: trustAnchors }
}
