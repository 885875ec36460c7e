import { run } from '../support/run-command.ts'

/** One line of `openssl asn1parse`: where an element lies, and what OpenSSL calls it. */
export interface OutlineLine {
  readonly offset: number
  readonly depth: number
  readonly header: number
  readonly length: number
  /** Such as `OBJECT`, `SEQUENCE`, `OCTET STRING`. */
  readonly type: string
  readonly value: string
}

/** What OpenSSL sees in a DER file. */
export async function asn1Outline(der: string): Promise<OutlineLine[]> {
  const { stdout } = await run('openssl', ['asn1parse', '-inform', 'DER', '-in', der])
  return stdout
    .split('\n')
    .map((line) => /^\s*(\d+):d=(\d+)\s+hl=(\d+)\s+l=\s*(\d+)\s+(?:prim|cons):\s+(.*?)\s*(?::(.*))?$/.exec(line))
    .filter((match) => match !== null)
    .map(([, offset, depth, header, length, type = '', value = '']) => ({
      offset: Number(offset),
      depth: Number(depth),
      header: Number(header),
      length: Number(length),
      type: type.replace('[HEX DUMP]', '').trim(),
      value,
    }))
}
