/**
 * Who must act when an error occurs.
 *
 * - `caller`: the request was wrong; sending it again unchanged is useless.
 * - `person`: the citizen must do something (log in with a higher level, agree again).
 * - `upstream`: something outside is down or misbehaves; the same call may succeed later.
 * - `defect`: our own mistake.
 */
export type ErrorKind = 'caller' | 'person' | 'upstream' | 'defect'

/**
 * Base of every error this product throws on purpose. The `code` is the contract, the message is
 * not. Neither may hold personal data, tokens, secrets or document bytes.
 *
 * Each package closes its own union of codes with one table of `code → kind`:
 *
 * @example
 * const kinds = { ERR_PDF_ENCRYPTED: 'caller' } as const satisfies Record<string, ErrorKind>
 * export type PdfErrorCode = keyof typeof kinds
 * export class PdfError extends CodedError<PdfErrorCode> {
 *   constructor(code: PdfErrorCode, message: string, options?: ErrorOptions) {
 *     super(code, kinds[code], message, options)
 *   }
 * }
 */
export class CodedError<Code extends string = string> extends Error {
  /** Stable, documented in docs/errors.md. */
  readonly code: Code
  /** Who must act. */
  readonly kind: ErrorKind

  constructor(code: Code, kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
    this.code = code
    this.kind = kind
  }
}
