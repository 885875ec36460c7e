import { createHash, timingSafeEqual } from 'node:crypto'

/** The kinds of identifier a person or organisation is known by. */
export type SubjectIdentifierType = 'bsn' | 'kvk' | 'rsin' | 'opaque'

/** Every kind of identifier. */
export const subjectIdentifierTypes = [
  'bsn',
  'kvk',
  'rsin',
  'opaque',
] as const satisfies readonly SubjectIdentifierType[]

const mask = (type: SubjectIdentifierType, value: string): string =>
  type === 'opaque' ? '********' : `${'*'.repeat(value.length - 2)}${value.slice(-2)}`

/**
 * An identifier that does not leak by accident: printed in any way (`String()`, templates, `JSON.stringify`,
 * `util.inspect`, `console.log`) it shows asterisks, for numbers followed by the last two digits. Made by `bsn()`,
 * `kvkNumber()`, `rsin()` or `opaqueSubject()`, which check it; equal identifiers are found with `sameSubject()`.
 *
 * UAVG art. 46: a BSN is used only where the law allows; it never reaches a log, URL, file name, PDF or certificate.
 */
export class SubjectIdentifier<Type extends SubjectIdentifierType = SubjectIdentifierType> {
  readonly type: Type
  /** Only for `opaque`: whose identifier this is. Elsewhere `null`: the number is national. */
  readonly issuer: string | null
  readonly #value: string

  constructor(type: Type, value: string, issuer: string | null) {
    this.type = type
    this.issuer = issuer
    this.#value = value
    Object.freeze(this)
  }

  /** The identifier itself. Call it only where the bytes must really leave: a hash, an encrypted column. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return `${this.type}:${mask(this.type, this.#value)}`
  }

  toJSON(): string {
    return this.toString()
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString()
  }
}

/**
 * One unambiguous text per subject, to be hashed with a salt: a JSON array of type, issuer (or null) and value.
 * Secret, like {@link SubjectIdentifier.reveal}.
 */
export const canonicalSubject = (subject: SubjectIdentifier): string =>
  JSON.stringify([subject.type, subject.issuer, subject.reveal()])

const digest = (subject: SubjectIdentifier): Buffer => createHash('sha256').update(canonicalSubject(subject)).digest()

/** Are these the same subject? Takes the same time wherever they differ. Pairwise `sub`s must never be put in here. */
export const sameSubject = (a: SubjectIdentifier, b: SubjectIdentifier): boolean =>
  timingSafeEqual(digest(a), digest(b))
