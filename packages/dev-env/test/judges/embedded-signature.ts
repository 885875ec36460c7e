import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../support/run-command.ts'
import { asn1Outline, type OutlineLine } from './asn1-outline.ts'

/** What poppler and OpenSSL find in the one signature of a PDF. */
export interface JudgedSignature {
  /** Everything pdfsig prints. */
  readonly verdict: string
  /** Names of the signed and unsigned attributes, and everything else that OpenSSL knows by name. */
  readonly names: ReadonlySet<string>
  /** What `openssl ts -verify` prints of the time stamp over the signature value. */
  readonly timestamp: string
  /** Subjects of the certificates in it. */
  readonly subjects: string
}

/**
 * Takes the signature out of a PDF with poppler, and its time stamp out of the signature with OpenSSL. None of our own
 * code has a part in it.
 *
 * @param trustAnchors PEM file
 * @param directory for the pieces; must be empty
 */
export async function judgeSignature(pdf: string, trustAnchors: string, directory: string): Promise<JudgedSignature> {
  const { stdout: verdict } = await run('pdfsig', [pdf])
  // It writes <name of the pdf>.sig0 into its working directory.
  await run('pdfsig', ['-dump', pdf], { cwd: directory })
  const cms = join(directory, `${pdf.split('/').at(-1)}.sig0`)
  const outline = await asn1Outline(cms)
  const bytes = await readFile(cms)
  const { signature, token } = signatureAndToken(outline, bytes)
  const tokenFile = join(directory, 'token.der')
  await writeFile(tokenFile, token)
  const imprint = createHash('sha256').update(signature).digest('hex')
  const ts = await run('openssl', [
    'ts',
    '-verify',
    '-digest',
    imprint,
    '-in',
    tokenFile,
    '-token_in',
    '-CAfile',
    trustAnchors,
  ])
  const certificates = await run('openssl', ['pkcs7', '-inform', 'DER', '-in', cms, '-print_certs', '-noout'])
  return {
    verdict,
    names: new Set(outline.filter(({ type }) => type === 'OBJECT').map(({ value }) => value)),
    timestamp: `${ts.stdout}${ts.stderr}`,
    subjects: certificates.stdout,
  }
}

/** RFC 5652 §5.3: the signature value is the last OCTET STRING before the unsigned attributes. */
function signatureAndToken(outline: readonly OutlineLine[], bytes: Buffer): { signature: Buffer; token: Buffer } {
  const attribute = outline.findIndex(({ value }) => value === 'id-smime-aa-timeStampToken')
  const signature = outline.slice(0, attribute).findLast(({ type }) => type === 'OCTET STRING')
  const token = outline[attribute + 2]
  if (attribute === -1 || signature === undefined || token === undefined)
    throw new Error('no time stamp in the signature')
  const { offset, header, length } = signature
  return {
    signature: bytes.subarray(offset + header, offset + header + length),
    token: bytes.subarray(token.offset, token.offset + token.header + token.length),
  }
}
