import { CodedError, type ErrorKind } from '@waarmerk/coded-error'

/**
 * Every code this package throws, with who must act. All are about the file or the call: sending
 * the same again is useless, so all are of kind `caller`.
 */
export const pdfErrorKinds = {
  /** No `%PDF-` header in the first 1,024 bytes (ISO 32000-2 7.5.2). */
  ERR_PDF_NOT_PDF: 'caller',
  /** A read outside the source. */
  ERR_PDF_OUT_OF_RANGE: 'caller',
  /** The file ends inside an object. */
  ERR_PDF_TRUNCATED: 'caller',
  /** No usable `startxref` at the end (ISO 32000-2 7.5.5). */
  ERR_PDF_XREF_MISSING: 'caller',
  /** A cross-reference table, stream or trailer breaks ISO 32000-2 7.5.4, 7.5.5 or 7.5.8. */
  ERR_PDF_XREF_INVALID: 'caller',
  /** The /Prev chain comes back to itself. */
  ERR_PDF_XREF_LOOP: 'caller',
  /** The cross-reference is damaged in a way that appending cannot put right: the file is signed. */
  ERR_PDF_NEEDS_REWRITE: 'caller',
  /**
   * Encrypted by another handler than the standard one, or in a way that is not supported; or something is appended to a
   * file whose integrity a code protects (ISO/TS 32004).
   */
  ERR_PDF_ENCRYPTED: 'caller',
  /** An encryption dictionary, or what it protects, is damaged (ISO 32000-2 7.6). */
  ERR_PDF_ENCRYPTION_INVALID: 'caller',
  /** The password of an encrypted file is missing or wrong. */
  ERR_PDF_PASSWORD: 'caller',
  /** The permissions of an encrypted file (ISO 32000-2 table 22) do not allow this to who knows the user password. */
  ERR_PDF_PERMISSION: 'caller',
  /** Bytes that are no PDF object (ISO 32000-2 7.3). */
  ERR_PDF_SYNTAX: 'caller',
  /** Nesting, or a tree, deeper than the limit. */
  ERR_PDF_TOO_DEEP: 'caller',
  /** An object, a decoded stream, the file or the whole reading work exceeds its limit. */
  ERR_PDF_TOO_LARGE: 'caller',
  /** More values, sections, pages or fields than the limit. */
  ERR_PDF_TOO_MANY: 'caller',
  /** No `N G obj` where the cross-reference says it is. */
  ERR_PDF_OBJECT_MISMATCH: 'caller',
  /** A stream whose /Length, filter parameters or data are wrong. */
  ERR_PDF_STREAM_INVALID: 'caller',
  /** A filter or predictor that a cross-reference or object stream does not use in practice. */
  ERR_PDF_FILTER_UNSUPPORTED: 'caller',
  /** Catalog, page tree, form or annotations are not of the type ISO 32000-2 demands. */
  ERR_PDF_STRUCTURE: 'caller',
  /** A tree (pages, fields, structure) comes back to itself. */
  ERR_PDF_LOOP: 'caller',
  /** A dictionary that must be changed names one key twice: readers would disagree. */
  ERR_PDF_DUPLICATE_KEY: 'caller',
  /** No such page. */
  ERR_PDF_PAGE_MISSING: 'caller',
  /** A field name that is empty, too long or contains a full stop (ISO 32000-2 12.7.4.2). */
  ERR_PDF_FIELD_NAME_INVALID: 'caller',
  /** A field of that name exists already. */
  ERR_PDF_FIELD_EXISTS: 'caller',
  /** No signature field of that name. */
  ERR_PDF_FIELD_MISSING: 'caller',
  /** The signature field is signed already. */
  ERR_PDF_FIELD_SIGNED: 'caller',
  /** Two signature fields of one name. */
  ERR_PDF_FIELD_UNSUPPORTED: 'caller',
  /** The field demands a handler or format (/Filter, /SubFilter) that is not ours (ISO 32000-2 table 237). */
  ERR_PDF_SEED_VALUE_FORMAT: 'caller',
  /** The field demands a digest algorithm that is not assured for this signature. */
  ERR_PDF_SEED_VALUE_DIGEST: 'caller',
  /** The field demands one of its reasons, or none, and another is given. */
  ERR_PDF_SEED_VALUE_REASON: 'caller',
  /** The field demands a time stamp that is not assured for this signature. */
  ERR_PDF_SEED_VALUE_TIMESTAMP: 'caller',
  /** The field has demands on the signer's certificate, and nobody checked them (ISO 32000-2 table 238). */
  ERR_PDF_SEED_VALUE_CERTIFICATE: 'caller',
  /** The field demands that the signature certifies the document at a level, or does not. */
  ERR_PDF_SEED_VALUE_CERTIFY: 'caller',
  /** The field has a required constraint that cannot be met here, or is not understood. */
  ERR_PDF_SEED_VALUE_UNSUPPORTED: 'caller',
  /** A rectangle that is not four finite numbers, or an impossible size for a look. */
  ERR_PDF_RECT_INVALID: 'caller',
  /** An earlier signature (DocMDP, FieldMDP or lock) forbids this change, or the field is read-only. */
  ERR_PDF_CHANGE_FORBIDDEN: 'caller',
  /** A certification of a document that is signed already (ISO 32000-2 12.8.2.2.1). */
  ERR_PDF_CERTIFY_NOT_FIRST: 'caller',
  /** A placeholder size or byte range that cannot be. */
  ERR_PDF_PLACEHOLDER_INVALID: 'caller',
  /** The look's font has no glyph for a character. */
  ERR_PDF_LOOK_GLYPH_MISSING: 'caller',
  /** A look with a soft mask for a document that claims a PDF/A without transparency. */
  ERR_PDF_LOOK_TRANSPARENT: 'caller',
  /** The image of a look is damaged. */
  ERR_PDF_LOOK_IMAGE_INVALID: 'caller',
  /** The image of a look is no PNG or JPEG, or of a form that is not drawn. */
  ERR_PDF_LOOK_IMAGE_UNSUPPORTED: 'caller',
  /** The image of a look has more bytes or pixels than the limit. */
  ERR_PDF_LOOK_IMAGE_TOO_LARGE: 'caller',
  /** The text does not fit the box, even at the smallest size. */
  ERR_PDF_LOOK_TOO_SMALL: 'caller',
} as const satisfies Record<string, ErrorKind>

/** Code of a {@link PdfError}; the keys of {@link pdfErrorKinds}. */
export type PdfErrorCode = keyof typeof pdfErrorKinds

/** A file that is refused, or a call that cannot be carried out on it. Holds no document bytes. */
export class PdfError extends CodedError<PdfErrorCode> {
  constructor(code: PdfErrorCode, message: string, options?: ErrorOptions) {
    super(code, pdfErrorKinds[code], message, options)
  }
}
