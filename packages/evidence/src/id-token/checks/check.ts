import type { Members } from '../compact-jws.ts'
import type { ExpectedIdToken } from '../expected.ts'

/** Judges the protected header, before any key is used. Throws or returns nothing. */
export type HeaderCheck = (header: Members) => void

/** Judges claims whose signature was verified. Throws or returns nothing. */
export type ClaimCheck = (claims: Members, expected: ExpectedIdToken, header: Members) => void
