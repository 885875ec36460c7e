import { createPrivateKey, type KeyObject } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type SigningThread, softwareSigner } from '@waarmerk/key-providers'
import { createDocumentSigner, type DocumentSigner, type Signer } from '@waarmerk/pades'
import type { RandomAccess } from '@waarmerk/pdf'
import { parsePem } from '@waarmerk/pki'

/** A key as the trust-service double certified it. */
export interface BenchKey {
  readonly privateKey: KeyObject
  readonly signer: Signer
}

/** @param thread `main` signs synchronously, `pool` in the thread pool */
export function readKey(folder: string, thread: SigningThread = 'main'): BenchKey {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8')
  const privateKey = createPrivateKey(text('key.pem'))
  const certificates = parsePem(text('chain.pem')).map(({ der }) => der)
  return { privateKey, signer: softwareSigner({ privateKey, certificates, thread }) }
}

const signingTime = new Date('2026-11-25T12:00:00Z')

/** Signs bytes in memory at level B-B, as often as it is called. */
export function memorySigner(signer: Signer): (source: RandomAccess) => ReturnType<DocumentSigner> {
  const sign = createDocumentSigner({ signer })
  return (source) => sign({ source, newField: { name: 'bench' }, level: 'B-B', signingTime })
}

/** Signs from file to file at level B-B in one pass: what is hashed is written to the copy. */
export function fileSigner(signer: Signer): (input: string, output: string) => Promise<void> {
  const sign = createDocumentSigner({ signer })
  return async (input, output) => {
    const from = openSync(input, 'r')
    const to = openSync(output, 'w')
    try {
      const source = fileSource(from)
      const onChunk = (chunk: Uint8Array) => writeAll(to, chunk)
      const { increments } = await sign({ source, newField: { name: 'bench' }, level: 'B-B', signingTime, onChunk })
      for (const increment of increments) writeAll(to, increment)
    } finally {
      closeSync(from)
      closeSync(to)
    }
  }
}

/** An open file as the engine reads it. */
export function fileSource(file: number): RandomAccess {
  const readInto = (position: number, target: Uint8Array) => {
    if (readSync(file, target, 0, target.length, position) !== target.length) throw new RangeError('a short read')
  }
  return {
    size: fstatSync(file).size,
    readInto,
    read(position, length) {
      const bytes = new Uint8Array(length)
      readInto(position, bytes)
      return bytes
    },
  }
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}
