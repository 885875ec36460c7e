import { createHash } from 'node:crypto'

/** A way in which a number can be hidden, and what to look for. */
export interface Trace {
  readonly encoding: string
  readonly pattern: Buffer
}

/** Encodings in which a whole text can be planted; each has its trace in {@link tracesOf}. */
export const encoders: Readonly<Record<string, (text: string) => string | Buffer>> = {
  raw: (text) => text,
  'UTF-16LE': (text) => Buffer.from(text, 'utf16le'),
  'UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16(),
  hex: (text) => Buffer.from(text).toString('hex'),
  'hex of UTF-16BE': (text) => Buffer.from(text, 'utf16le').swap16().toString('hex'),
  'percent-encoded': (text) => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join(''),
  base64: (text) => Buffer.from(text).toString('base64'),
  'base64 from the second byte': (text) => Buffer.from(`?${text}`).toString('base64'),
  'base64 from the third byte': (text) => Buffer.from(`\xff?${text}`, 'latin1').toString('base64'),
  base64url: (text) => Buffer.from(`>>${text}`).toString('base64url'),
  'base64 of base64': (text) => Buffer.from(Buffer.from(text).toString('base64')).toString('base64'),
  'SHA-256': (text) => createHash('sha256').update(text).digest(),
  'SHA-256 in hex': (text) => createHash('sha256').update(text).digest('hex'),
  'SHA-256 in base64': (text) => createHash('sha256').update(text).digest('base64'),
  'SHA-256 in base64url': (text) => createHash('sha256').update(text).digest('base64url'),
}

/**
 * What a text leaves behind in each encoding, wherever in the encoded stream it stands. Letters of hexadecimal and
 * percent-encoding do not occur in digits, so that case plays no part there; elsewhere it is searched as is.
 */
export function tracesOf(text: string): Trace[] {
  const bytes = Buffer.from(text)
  const utf16 = Buffer.from(text, 'utf16le')
  const digest = createHash('sha256').update(bytes)
  const sha256 = digest.digest()
  const inner = base64Traces(bytes)
  return [
    ['raw', bytes],
    ['UTF-16LE', utf16],
    ['UTF-16BE', Buffer.from(utf16).swap16()],
    ['hex', bytes.toString('hex')],
    ['hex of UTF-16BE', Buffer.from(utf16).swap16().toString('hex')],
    ['percent-encoded', encoders['percent-encoded']?.(text) ?? ''],
    ...inner.map((pattern): [string, string] => ['base64', pattern]),
    ...inner
      .flatMap((pattern) => base64Traces(Buffer.from(pattern)))
      .map((p): [string, string] => ['base64 of base64', p]),
    ['SHA-256', sha256],
    ['SHA-256 in hex', sha256.toString('hex')],
    ['SHA-256 in HEX', sha256.toString('hex').toUpperCase()],
    ['SHA-256 in base64', sha256.toString('base64')],
    ['SHA-256 in base64url', sha256.toString('base64url')],
  ].map(([encoding, pattern]) => ({ encoding: String(encoding), pattern: Buffer.from(pattern as string) }))
}

/**
 * The part of base64 that does not depend on what stands before and after, for each of the three positions in which
 * the bytes can begin; in both alphabets.
 */
function base64Traces(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    const certain = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
    return [...new Set([certain, certain.replaceAll('+', '-').replaceAll('/', '_')])]
  })
}
