import type { ContentCipher } from '../crypt/encryption.ts'
import { hexadecimalString } from '../syntax/string-bytes.ts'
import { textString, textStringBytes } from '../syntax/text-string.ts'
import type { Content, Part, WrittenPart } from './body.ts'

/**
 * The content of an indirect object as it stands in the file, encrypted where `cipher` is given; streams get
 * their /Length (ISO 32000-2 7.3.8).
 */
export const writtenContent = (content: Content, cipher: ContentCipher | null = null): readonly WrittenPart[] => {
  if (!('data' in content)) return content.map((part) => writtenPart(part, cipher))
  const entries = content.entries.map((part) => writtenPart(part, cipher))
  const data = cipher === null ? content.data : cipher.stream(content.data)
  return ['<<', ...entries, `/Length ${data.length}>>\nstream\n`, data, '\nendstream']
}

const writtenPart = (part: Part, cipher: ContentCipher | null): WrittenPart => {
  if (typeof part === 'string' || part instanceof Uint8Array) return part
  if ('text' in part)
    return cipher === null ? textString(part.text) : hexadecimalString(cipher.string(textStringBytes(part.text)))
  if (!('string' in part)) return part
  return hexadecimalString(cipher === null ? part.string : cipher.string(part.string))
}
