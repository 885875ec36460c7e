export type { Encryption } from './crypt/encryption.ts'
export {
  entry,
  follow,
  integerEntry,
  item,
  nameEntry,
  numbersOf,
  ofKind,
  textEntry,
  typedEntry,
} from './document/access.ts'
export { catalogOf, pdfVersion } from './document/catalog.ts'
export type { CertificateDemands } from './document/certificate-seed-value.ts'
export { type ChangeRules, changeRules } from './document/change-rules.ts'
export type { FieldLock } from './document/field-lock.ts'
export { acroFormOf, type FormField, formFields } from './document/form-fields.ts'
export { pageTreeNodes } from './document/page-walk.ts'
export { findPage, type Page, type PageBox, pageBox, pageCount } from './document/pages.ts'
export type { SignatureDictionary } from './document/signature-dictionary.ts'
export { type SignatureFieldView, signatureFields, signatureNamed } from './document/signature-fields.ts'
export { allowsTransparency } from './document/transparency.ts'
export { appendSignatureFields } from './field/append-signature-fields.ts'
export type { CertificationLevel } from './field/certification.ts'
export { fillDocumentTimeStamp, type TimeStampToFill } from './field/fill-document-time-stamp.ts'
export { fillSignatureField, type SignatureToFill } from './field/fill-signature-field.ts'
export type { FilledRevision } from './field/filled-revision.ts'
export type { NewSignatureField } from './field/new-fields.ts'
export {
  requireDemandsMet,
  type SignatureAssurance,
  type SignatureFieldDemands,
  type SignatureIntent,
  signatureFieldDemands,
} from './field/signature-demands.ts'
export type { SubFilter } from './field/signature-value.ts'
export { type OpenOptions, openPdf, type PdfDocument } from './file/open-pdf.ts'
export { createWorkBudget, type WorkBudget } from './file/work-budget.ts'
export { drawLook, type LookImage, type LookToDraw } from './look/draw-look.ts'
export { type Look, lookDigest } from './look/look.ts'
export { PdfError, type PdfErrorCode, pdfErrorKinds } from './pdf-error.ts'
export { bytesSource, concatSources, type RandomAccess, readInto } from './random-access.ts'
export { appendSecurityStore } from './security-store/append-security-store.ts'
export { readSecurityStore, type SecurityStore, type ValidationData } from './security-store/read-security-store.ts'
export type {
  Located,
  PdfArray,
  PdfBoolean,
  PdfDictionary,
  PdfEntry,
  PdfName,
  PdfNull,
  PdfNumber,
  PdfObject,
  PdfReference,
  PdfString,
  PdfValue,
} from './syntax/value.ts'
