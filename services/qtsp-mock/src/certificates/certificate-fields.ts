import type { JsonName } from '@peculiar/x509'
import type { RandomBytes } from '../random-bytes.ts'

/** Stands in every subject, so that nobody takes a test certificate for a real one. */
const testOrganisation = 'TEST – niet rechtsgeldig'

/** Milliseconds in a day. */
export const day = 86_400_000

/** Validity of a certificate, whole seconds. */
export interface Period {
  readonly notBefore: Date
  readonly notAfter: Date
}

/** From a month ago (so that a lie about time is told apart from a certificate not yet valid) for so many days. */
export function period(now: Date, days: number): Period {
  const second = Math.floor(now.getTime() / 1000) * 1000
  return { notBefore: new Date(second - 30 * day), notAfter: new Date(second + days * day) }
}

/** The name of a test certificate. */
export function distinguishedName(commonName: string): JsonName {
  return [{ C: ['NL'] }, { O: [testOrganisation] }, { CN: [commonName] }]
}

/** A random serial number in hexadecimal, positive and at most 20 octets (RFC 5280 §4.1.2.2). */
export function serialNumber(random: RandomBytes): string {
  const bytes = Uint8Array.from(random(16))
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40
  return Buffer.from(bytes).toString('hex').toUpperCase()
}
