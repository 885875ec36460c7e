import { IdentityError } from '../identity-error.ts'
import { passesElevenTest } from './eleven-test.ts'
import { SubjectIdentifier } from './subject-identifier.ts'

/** A burgerservicenummer that passed the 11-test. */
export type Bsn = SubjectIdentifier<'bsn'>
/** A Chamber of Commerce number (eight digits; it has no check digit). */
export type KvkNumber = SubjectIdentifier<'kvk'>
/** An RSIN (nine digits, 11-test). */
export type Rsin = SubjectIdentifier<'rsin'>
/** An identifier that means something only at its issuer (a pseudonym). */
export type OpaqueSubject = SubjectIdentifier<'opaque'>

/**
 * A BSN from its nine digits. Eight digits are refused: a lost leading zero is a fault to repair at its source.
 *
 * @throws IdentityError `ERR_SUBJECT_BSN_INVALID`
 * @example `${bsn('999990019')}` // 'bsn:*******19'
 */
export const bsn = (digits: string): Bsn => {
  if (!passesElevenTest(digits)) throw new IdentityError('ERR_SUBJECT_BSN_INVALID', 'not a BSN: nine digits, 11-test')
  return new SubjectIdentifier('bsn', digits, null)
}

/** A KVK number from its eight digits. @throws IdentityError `ERR_SUBJECT_KVK_INVALID` */
export const kvkNumber = (digits: string): KvkNumber => {
  if (!/^\d{8}$/.test(digits)) throw new IdentityError('ERR_SUBJECT_KVK_INVALID', 'not a KVK number: eight digits')
  return new SubjectIdentifier('kvk', digits, null)
}

/** An RSIN from its nine digits. @throws IdentityError `ERR_SUBJECT_RSIN_INVALID` */
export const rsin = (digits: string): Rsin => {
  if (!passesElevenTest(digits)) {
    throw new IdentityError('ERR_SUBJECT_RSIN_INVALID', 'not an RSIN: nine digits, 11-test')
  }
  return new SubjectIdentifier('rsin', digits, null)
}

// Printable ASCII without spaces at the ends, as pseudonyms of eIDAS and eToegang are; 255 as OIDC Core §2 has for sub.
const opaqueForm = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/

/**
 * An identifier scoped to its issuer: the same text from two issuers is two subjects.
 *
 * @param scope `issuer` is the issuer's URL exactly as configured; `value` 1–255 printable ASCII characters
 * @throws IdentityError `ERR_SUBJECT_OPAQUE_INVALID`
 */
export const opaqueSubject = (scope: { readonly issuer: string; readonly value: string }): OpaqueSubject => {
  if (!URL.canParse(scope.issuer) || !opaqueForm.test(scope.value)) {
    throw new IdentityError('ERR_SUBJECT_OPAQUE_INVALID', 'not an issuer-scoped identifier')
  }
  return new SubjectIdentifier('opaque', scope.value, scope.issuer)
}

/** Makes an identifier of a kind known only at run time; `issuer` is used for `opaque` alone. */
export const subjectOfType = (type: SubjectIdentifier['type'], value: string, issuer: string): SubjectIdentifier => {
  if (type === 'bsn') return bsn(value)
  if (type === 'kvk') return kvkNumber(value)
  if (type === 'rsin') return rsin(value)
  return opaqueSubject({ issuer, value })
}
