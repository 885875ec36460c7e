import { spawnSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Certificate,
  distinguishedName,
  type Extension,
  extension,
  oids,
  parseCertificate,
  signedCertificate,
  tbsCertificate,
  toPem,
} from '@waarmerk/pki'

/** Whether the machine has the openssl program; tests that need it are skipped by name without. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

/** A certificate with its key. */
export interface Issued {
  readonly certificate: Certificate
  readonly privateKey: KeyObject
}

const day = 86_400_000

/** Issues a certificate that is valid from `from` to `to` days from now. */
function issue(name: string, extensions: readonly Extension[], issuer?: Issued, [from, to] = [-10, 10]): Issued {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicKey = createPublicKey(privateKey).export({ format: 'der', type: 'spki' })
  const subject = distinguishedName([['commonName', name]])
  const tbs = tbsCertificate({
    serialNumber: Uint8Array.of(1, Math.floor(Math.random() * 256)),
    issuer: issuer?.certificate.subjectDer ?? subject,
    subject,
    notBefore: new Date(Date.now() + from * day),
    notAfter: new Date(Date.now() + to * day),
    publicKey,
    extensions,
    algorithm: 'ecdsa-sha256',
  })
  const signature = sign('sha256', tbs, issuer?.privateKey ?? privateKey)
  const der = signedCertificate({ tbsCertificate: tbs, algorithm: 'ecdsa-sha256', signature })
  return { certificate: parseCertificate(der), privateKey }
}

/** A new root. */
export const issueRoot = (name: string): Issued =>
  issue(name, [extension.certificationAuthority(), extension.keyUsage('keyCertSign')])

/** A time-stamp authority's certificate under `root`. */
export const issueTsa = (root: Issued, validity?: [from: number, to: number]): Issued =>
  issue(
    'TSA',
    [extension.keyUsage('digitalSignature'), extension.extendedKeyUsage([oids.timeStamping], true)],
    root,
    validity,
  )

const configuration = `
[tsa]
serial=serial
signer_digest=sha256
default_policy=1.2.3.4.1
digests=sha256
ess_cert_id_alg=sha256
`

/** The answer that openssl gives to a query in this authority's name. */
export function opensslReply(query: Uint8Array, { certificate, privateKey }: Issued): Uint8Array {
  const cwd = mkdtempSync(join(tmpdir(), 'waarmerk-tsa-'))
  try {
    const files = {
      query,
      configuration,
      serial: '01',
      certificate: toPem(certificate.der),
      key: privateKey.export({ format: 'pem', type: 'pkcs8' }),
    }
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content)
    const args = [
      'ts',
      '-reply',
      '-config',
      'configuration',
      '-section',
      'tsa',
      '-queryfile',
      'query',
      '-signer',
      'certificate',
      '-inkey',
      'key',
      '-out',
      'reply',
    ]
    const { status, stderr } = spawnSync('openssl', args, { cwd, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return readFileSync(join(cwd, 'reply'))
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

/** What openssl thinks of a token: its own verification, apart from ours. */
export function opensslVerifies(token: Uint8Array, imprint: Uint8Array, root: Issued): boolean {
  const cwd = mkdtempSync(join(tmpdir(), 'waarmerk-tsa-'))
  try {
    writeFileSync(join(cwd, 'token'), token)
    writeFileSync(join(cwd, 'root'), toPem(root.certificate.der))
    const digest = Buffer.from(imprint).toString('hex')
    const args = ['ts', '-verify', '-digest', digest, '-in', 'token', '-token_in', '-CAfile', 'root']
    return spawnSync('openssl', args, { cwd }).status === 0
  } finally {
    rmSync(cwd, { recursive: true })
  }
}
