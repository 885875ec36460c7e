import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/** Every code this package throws or reports, with who must act. */
export const padesErrorKinds = {
  /** What was prepared does not fit together: ranges, sizes, placeholder. */
  ERR_PADES_PREPARED_INVALID: 'caller',
  /** The bytes to be signed are not those that were prepared and agreed to. */
  ERR_PADES_TBS_MISMATCH: 'caller',
  /** The signer returned something that its own certificate does not verify. */
  ERR_PADES_SIGNATURE_REJECTED: 'upstream',
  /** The signer's certificate was not valid at the time of the time stamp. */
  ERR_PADES_CERTIFICATE_NOT_VALID: 'caller',
  /** The time-stamp token is larger than the room that was left for it. */
  ERR_PADES_TIMESTAMP_TOO_LARGE: 'upstream',
  /** The signature itself is larger than its placeholder: it was sized wrongly. */
  ERR_PADES_PLACEHOLDER_TOO_SMALL: 'defect',
  /** A reason beside a commitment type or a signature policy, which EN 319 142-1 §6.3 (d), (m) forbids. */
  ERR_PADES_REASON_FORBIDDEN: 'caller',
  /** A level was asked for without the authority or the revocation source that it needs. */
  ERR_PADES_LEVEL_NEEDS_SOURCE: 'caller',
  /** An issuer's certificate is missing, and authority information access does not lead to it. */
  ERR_PADES_CHAIN_INCOMPLETE: 'caller',
  /** Responders that delegate to responders without end. */
  ERR_PADES_TOO_MANY_RESPONDERS: 'upstream',
  /** /DSS holds no proof about a certificate, and nobody can be asked. */
  ERR_PADES_PROOF_MISSING: 'caller',
  /** There is no signature in the file whose level could be raised. */
  ERR_PADES_NOTHING_TO_AUGMENT: 'caller',
  /** A signature or time stamp in the file is not valid: proofs beside it would prove nothing. */
  ERR_PADES_AUGMENT_INVALID: 'caller',
  /** More signatures than are looked at. */
  ERR_PADES_TOO_MANY_SIGNATURES: 'caller',
  /** Byte ranges that overlap so much that the file would be hashed many times over. */
  ERR_PADES_RANGES_TOO_LONG: 'caller',
  /** Our own validator refuses what was just made; nothing is handed out. */
  ERR_PADES_SELF_CHECK_FAILED: 'defect',

  /** The field does not exist, is empty, or holds no readable signature dictionary. */
  ERR_PADES_SIGNATURE_MISSING: 'caller',
  /** /Type, /Filter, /SubFilter, /M or /Cert are not as EN 319 142-1 §6.3 demands. */
  ERR_PADES_DICTIONARY_INVALID: 'caller',
  /** /ByteRange does not start at 0, or leaves out anything but the one string of /Contents. */
  ERR_PADES_BYTE_RANGE_INVALID: 'caller',
  /** The signed bytes are no PDF of their own in which this signature stands. */
  ERR_PADES_REVISION_INVALID: 'caller',
  /** A signing-time attribute, which EN 319 142-1 §6.3 forbids. */
  ERR_PADES_SIGNING_TIME_ATTRIBUTE: 'caller',
  /** More than one signature-time-stamp in one signature. */
  ERR_PADES_TIMESTAMP_COUNT: 'caller',

  /** JavaScript in the document. */
  ERR_PADES_LINT_JAVASCRIPT: 'caller',
  /** An action when the document is opened that is no mere jump to a page. */
  ERR_PADES_LINT_OPEN_ACTION: 'caller',
  /** Actions triggered by events (/AA). */
  ERR_PADES_LINT_ADDITIONAL_ACTIONS: 'caller',
  /** An action that starts a program. */
  ERR_PADES_LINT_LAUNCH: 'caller',
  /** An action that sends form data somewhere. */
  ERR_PADES_LINT_SUBMIT: 'caller',
  /** Another action that changes what is shown, or an unknown one. */
  ERR_PADES_LINT_ACTION: 'caller',
  /** An XFA form: a second document inside the document. */
  ERR_PADES_LINT_XFA: 'caller',
  /** /NeedAppearances: the viewer is asked to redraw fields. */
  ERR_PADES_LINT_NEED_APPEARANCES: 'caller',
  /** Layers that are hidden, or that differ between screen and paper. */
  ERR_PADES_LINT_OPTIONAL_CONTENT: 'caller',
  /** Page content that is fetched from elsewhere. */
  ERR_PADES_LINT_EXTERNAL_REFERENCE: 'caller',
  /** Film, sound, 3D or rich media on a page. */
  ERR_PADES_LINT_MULTIMEDIA: 'caller',
  /** A portfolio: viewers show its attachments instead of its pages. */
  ERR_PADES_LINT_PORTFOLIO: 'caller',
  /** Too many objects to look at. */
  ERR_PADES_LINT_TOO_MANY: 'caller',
} as const satisfies Record<string, ErrorKind>

/** Code of a {@link PadesError}; the keys of {@link padesErrorKinds}. */
export type PadesErrorCode = keyof typeof padesErrorKinds

/** A signature that cannot be made or accepted. Holds no document bytes. */
export class PadesError extends CodedError<PadesErrorCode> {
  constructor(code: PadesErrorCode, message: string, options?: ErrorOptions) {
    super(code, padesErrorKinds[code], message, options)
  }
}
