import { hexadecimalString } from '../syntax/string-bytes.ts'
import { textString } from '../syntax/text-string.ts'
import type { Content, Part, WrittenPart } from './body.ts'

/** The content of an indirect object as it stands in the file; streams get their /Length (ISO 32000-2 7.3.8). */
export const writtenContent = (content: Content): readonly WrittenPart[] => {
  if (!('data' in content)) return content.map(writtenPart)
  const { entries, data } = content
  return ['<<', ...entries.map(writtenPart), `/Length ${data.length}>>\nstream\n`, data, '\nendstream']
}

const writtenPart = (part: Part): WrittenPart => {
  if (typeof part === 'string' || part instanceof Uint8Array) return part
  if ('text' in part) return textString(part.text)
  return 'string' in part ? hexadecimalString(part.string) : part
}
