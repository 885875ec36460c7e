// The few parts of node-forge 1.4 that are used here; the published types lack `pbe` and the options of `fromDer`.
declare module 'node-forge' {
  /** Octets as the characters 0 to 255 of a string. */
  export type BinaryString = string

  export interface Asn1 {
    readonly tagClass: number
    readonly type: number
    readonly constructed: boolean
    readonly value: BinaryString | readonly Asn1[]
  }

  export interface ByteBuffer {
    getBytes(): BinaryString
    length(): number
  }

  export interface Decipher {
    readonly output: ByteBuffer
    update(input: ByteBuffer): void
    finish(): boolean
  }

  const forge: {
    readonly asn1: {
      fromDer(
        bytes: BinaryString,
        options: {
          readonly strict: boolean
          readonly parseAllBytes: boolean
          readonly decodeBitStrings: boolean
          readonly maxDepth: number
        },
      ): Asn1
      toDer(node: Asn1): ByteBuffer
      derToOid(bytes: BinaryString): string
    }
    readonly md: Readonly<Record<'sha1' | 'sha256' | 'sha384' | 'sha512', { create(): object }>>
    readonly pbe: {
      getCipher(oid: string, parameters: Asn1, password: string | null): Decipher
      generatePkcs12Key(
        password: string | null,
        salt: ByteBuffer,
        id: number,
        iterations: number,
        size: number,
        digest: object,
      ): ByteBuffer
    }
    readonly util: { createBuffer(bytes: BinaryString): ByteBuffer }
  }
  export default forge
}
