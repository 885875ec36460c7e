import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import { run, waarmerk } from '../support/run-command.ts'
import type { SignedOnce } from '../support/signed-once.ts'
import { judgeSignature } from './embedded-signature.ts'

/**
 * Everything that must be true of a signed file, as outsiders see it: poppler, OpenSSL, and the offline verifier with
 * nothing but the four files.
 *
 * @param original the PDF that was given
 * @param directory with an empty folder `pieces`
 */
export async function judgeRun(result: SignedOnce, original: string, directory: string): Promise<void> {
  const judged = await judgeSignature(result.signedPdf, result.trustAnchors, join(directory, 'pieces'))
  expect(judged.verdict.match(/^Signature #/gm)).toHaveLength(1)
  expect(judged.verdict).toContain('Signature is Valid.')
  expect(judged.verdict).toContain('Total document signed')
  expect(judged.verdict).toContain('Signature Type: ETSI.CAdES.detached')
  expect(judged.names).toContain('id-smime-aa-signingCertificateV2')
  expect(judged.names).not.toContain('signingTime')
  expect(judged.timestamp).toContain('Verification: OK')
  expect(judged.subjects).toContain('TEST')
  const { stdout: text } = await run('pdftotext', [result.signedPdf, '-'])
  expect(text).toMatch(/Ondertekend door .*\s+TEST – niet rechtsgeldig/)
  await expectPrefix(result.signedPdf, original)

  const { signedPdf, evidence, opJwks, trustAnchors } = result
  const files = ['--pdf', signedPdf, '--evidence', evidence, '--op-jwks', opJwks]
  const verified = await waarmerk('verify-evidence', ...files, '--trust', trustAnchors)
  expect(verified).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^VERIFIED$/m) })
  expect(verified.stdout).toMatch(/^TEST: /)
}

/** What was read comes back, byte for byte, as the beginning of what was signed. */
async function expectPrefix(signed: string, original: string): Promise<void> {
  const theirs = createReadStream(signed, { highWaterMark: 1 << 20 })[Symbol.asyncIterator]()
  let rest = Buffer.alloc(0)
  for await (const part of createReadStream(original, { highWaterMark: 1 << 20 })) {
    while (rest.length < part.length) {
      const next = await theirs.next()
      if (next.done) throw new Error('the signed file is shorter than the original')
      rest = Buffer.concat([rest, next.value])
    }
    expect(rest.subarray(0, part.length).equals(part)).toBe(true)
    rest = rest.subarray(part.length)
  }
  await theirs.return?.()
}
