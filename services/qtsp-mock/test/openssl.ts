import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll } from '@jest/globals'

/** Whether the outside judge is installed; without it its tests are skipped by name. */
export const present = spawnSync('openssl', ['version']).status === 0

const run = promisify(execFile)

/** OpenSSL as an outside judge: `ts` makes requests and judges answers, `ocsp`, `crl` and `verify` judge the rest. */
export function openssl() {
  const directory = mkdtempSync(join(tmpdir(), 'qtsp-mock-openssl-'))
  afterAll(() => rmSync(directory, { recursive: true }))
  const path = (name: string) => join(directory, name)
  const keep = (name: string, content: Uint8Array | string) => {
    writeFileSync(path(name), content)
    return path(name)
  }
  const command = async (...options: string[]) => (await run('openssl', options, { encoding: 'buffer' })).stdout
  const ts = (...options: string[]) => command('ts', ...options)
  /** What it says, on both streams. */
  const verdict = async (...options: string[]): Promise<string> => {
    try {
      const { stdout, stderr } = await run('openssl', options)
      return `${stderr}${stdout}`
    } catch (error) {
      // An error of another realm: Jest's own Error is not its class.
      const said = typeof error === 'object' && error !== null && 'stderr' in error && 'stdout' in error
      return said ? `${error.stderr}${error.stdout}` : String(error)
    }
  }

  return {
    /** A request for some bytes; options such as `-sha384`, `-no_nonce`, `-cert`. */
    query: async (data: string, ...options: string[]): Promise<Uint8Array> =>
      new Uint8Array(await ts('-query', '-data', keep('data', data), ...options)),
    /** What the answer says. */
    async text(response: Uint8Array): Promise<string> {
      return (await ts('-reply', '-in', keep('response', response), '-text')).toString()
    },
    /** Whether the answer is right for the request: "OK", or why not. */
    async verify(query: Uint8Array, response: Uint8Array, ca: string, ...options: string[]): Promise<string> {
      const files = ['-queryfile', keep('query', query), '-in', keep('response', response), '-CAfile', keep('ca', ca)]
      const said = await verdict('ts', '-verify', ...files, ...options)
      return said.includes('Verification: OK') ? 'OK' : said
    },
    /** An OCSP request about one certificate; options such as `-sha256`, `-no_nonce`. */
    async ocspQuery({ certificate, issuer }: Subject, ...options: string[]): Promise<Uint8Array> {
      const about = ['-issuer', keep('issuer', issuer), ...options, '-cert', keep('cert', certificate)]
      await command('ocsp', ...about, '-reqout', path('ocsp-query'))
      return new Uint8Array(readFileSync(path('ocsp-query')))
    },
    /**
     * What it thinks of the answer to an OCSP request: first whether signature and nonce are right, with the answer in
     * words, then what it says of the certificate. (With the certificate it would ask anew, with another nonce.)
     */
    async ocsp(query: Uint8Array, response: Uint8Array, { certificate, issuer }: Subject, ...options: string[]) {
      const files = ['-reqin', keep('ocsp-query', query), '-respin', keep('ocsp-response', response)]
      const about = ['-no_nonce', '-issuer', keep('issuer', issuer), '-cert', keep('cert', certificate)]
      const digest = options.filter((option) => option.startsWith('-sha'))
      const others = options.filter((option) => !option.startsWith('-sha'))
      return [
        await verdict('ocsp', ...files, ...others, '-resp_text'),
        await verdict('ocsp', ...digest, ...about, ...files, ...others),
      ].join('')
    },
    /** What it thinks of a DER list of revoked certificates, with the list in words. */
    crl(list: Uint8Array, issuer: string) {
      const files = ['-in', keep('crl', list), '-CAfile', keep('issuer', issuer)]
      return verdict('crl', '-inform', 'DER', '-noout', '-text', '-verify', ...files)
    },
    /** What it thinks of the chain `certificate` ← `issuer` ← `ca`, all with their lists of revoked certificates. */
    chain(certificate: string, issuer: string, ca: string, lists: Uint8Array[], ...options: string[]) {
      const crls = lists.flatMap((list, i) => ['-CRLfile', keep(`crl${i}.pem`, pem('X509 CRL', list))])
      const certificates = ['-CAfile', keep('ca', ca), '-untrusted', keep('issuer', issuer), keep('cert', certificate)]
      return verdict('verify', '-x509_strict', '-crl_check_all', ...crls, ...options, ...certificates)
    },
    verdict,
    keep,
  }
}

/** A certificate to ask about, and who issued it; PEM. */
export interface Subject {
  readonly certificate: string
  readonly issuer: string
}

function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`
}
