import { createHash } from 'node:crypto'

/** The exact sentence agreed to, with its digest over the UTF-8 bytes. */
export interface Statement {
  readonly lang: 'nl' | 'en'
  readonly text: string
  /** SHA-256 of the UTF-8 text, base64url. */
  readonly sha256: string
}

/** Used when the request brings no statement of its own. */
export const generalStatement = (title: string): { nl: string; en: string } => ({
  nl: `Ik onderteken “${title}”. Ik heb het gelezen en ga akkoord.`,
  en: `I sign “${title}”. I have read it and I agree.`,
})

export const statementOf = (lang: 'nl' | 'en', text: string): Statement => ({
  lang,
  text,
  sha256: createHash('sha256').update(text, 'utf8').digest('base64url'),
})

/** Both statements of a request. */
export const statementsOf = (request: { statement_nl: string; statement_en: string }): Statement[] => [
  statementOf('nl', request.statement_nl),
  statementOf('en', request.statement_en),
]
