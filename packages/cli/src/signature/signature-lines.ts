import type { Certificate } from '@waarmerk/pki'
import { type Language, languages, writtenMoment } from './language.ts'
import type { Statement } from './statement-options.ts'

/** Who signed what. */
export interface Signed {
  readonly statement: Statement
  /** The signer's. */
  readonly certificate: Certificate
}

/** For people and for those who hear the page read: `Ondertekend door Gemeente Voorbeeld`. */
export const signedBy = ({ statement, certificate }: Signed, language: Language): string =>
  `${languages[language].signedBy} ${statement.entries.name ?? nameOf(certificate)}`

/** The common name, else the whole name. */
export const nameOf = ({ subject, subjectAttributes }: Certificate): string =>
  subjectAttributes.find(({ name }) => name === 'commonName')?.value ?? subject

/** What a visible signature shows: who, why and when. */
export const statementLines = (signed: Signed, language: Language): string[] => {
  const words = languages[language]
  const { entries, signingTime } = signed.statement
  return [
    signedBy(signed, language),
    ...(entries.reason === undefined ? [] : [`${words.reason}: ${entries.reason}`]),
    `${words.date}: ${writtenMoment(signingTime, language)}`,
  ]
}
