import { isRegular } from './characters.ts'

/** A name object (ISO 32000-2 7.3.5): UTF-8 bytes, all but regular printable ASCII as `#xx`. */
export const nameObject = (name: string): string =>
  `/${Array.from(Buffer.from(name, 'utf8'), (byte) => (isPlain(byte) ? String.fromCharCode(byte) : hexadecimal(byte))).join('')}`

const numberSign = 0x23

const isPlain = (byte: number): boolean => byte > 0x20 && byte < 0x7f && byte !== numberSign && isRegular(byte)

const hexadecimal = (byte: number): string => `#${byte.toString(16).padStart(2, '0').toUpperCase()}`
