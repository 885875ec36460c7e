import { type PersonName, type SubjectIdentifier, subjectOfType } from '@waarmerk/identity-assurance'
import type { KeptMetadata } from '../authorization/kept-metadata.ts'

/** An identifier in the form in which it is encrypted; secret. */
export interface KeptSubject {
  readonly type: SubjectIdentifier['type']
  readonly issuer: string | null
  readonly value: string
}

/** Kept, encrypted, of an identification: what a transaction needs later. */
export interface IdentifiedActor {
  readonly subject: KeptSubject
  readonly name: PersonName | null
  readonly token: string
  readonly published: KeptMetadata
  /** When the token was verified, seconds since 1970. */
  readonly verifiedAt: number
  /** What the relying party was told to ask. */
  readonly requestParameters: Readonly<Record<string, string>>
}

export const keepSubject = (subject: SubjectIdentifier): KeptSubject => ({
  type: subject.type,
  issuer: subject.issuer,
  value: subject.reveal(),
})

export const restoreSubject = ({ type, issuer, value }: KeptSubject): SubjectIdentifier =>
  subjectOfType(type, value, issuer ?? '')
