import { randomBytes } from 'node:crypto'

/** A fresh serial number: 126 random bits, positive and never zero (RFC 5280 §4.1.2.2, CA/B BR §7.1). */
export const certificateSerial = (): Uint8Array => {
  const serial = randomBytes(16)
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40
  return new Uint8Array(serial)
}
