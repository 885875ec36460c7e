import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A throw-away authority with one person, made by openssl: nothing of it comes from the code that is judged. */
export interface OpensslAuthority {
  /** The root, a trust anchor for the judges (PEM). */
  readonly root: string
  /** Common name of the person. */
  readonly name: string
  /** The authority below the root, which issued the person's certificate (PEM). */
  readonly issuer: string
  /** Certificate and key (PKCS#8) of the person, RSA-2048, usable for content commitment (PEM). */
  readonly certificate: string
  readonly key: string
  /** Key, certificate and chain of the person in one PKCS#12 file with `passphrase`. */
  readonly pkcs12: string
  readonly passphrase: string
  /** The CRLs of root and issuer, on which nobody is (DER). */
  readonly crls: readonly string[]
}

const authorityExtensions = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\n'
const personExtensions = 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,nonRepudiation,digitalSignature\n'
const common = 'subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n'
const lists =
  '[ca]\ndefault_ca=lists\n[lists]\ndatabase=index.txt\ncrlnumber=crlnumber\ndefault_md=sha256\n' +
  'default_crl_days=30\ncrl_extensions=list\n[list]\nauthorityKeyIdentifier=keyid:always\n'
const passphrase = 'test'
const person = 'TEST Anna de Vries'

/** Makes an authority in an empty folder; takes about a second. Needs `openssl`. */
export function makeOpensslAuthority(folder: string): OpensslAuthority {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const newKey = ['-newkey', 'rsa:2048', '-nodes']
  const issue = (name: string, subject: string, issuer: string, extensions: string) => {
    writeFileSync(at(`${name}.ext`), extensions + common)
    openssl('req', '-new', ...newKey, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject)
    const authority = ['-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial']
    const output = ['-days', '365', '-extfile', `${name}.ext`, '-out', `${name}.pem`]
    openssl('x509', '-req', '-sha256', '-in', `${name}.csr`, ...authority, ...output)
  }
  const root = ['-keyout', 'root.key', '-out', 'root.pem', '-subj', '/CN=TEST Judges Root', '-days', '3650']
  const rootExtensions = authorityExtensions.trim().split('\n')
  openssl('req', '-x509', '-sha256', ...newKey, ...root, ...rootExtensions.flatMap((one) => ['-addext', one]))
  issue('issuer', '/CN=TEST Judges CA', 'root', authorityExtensions)
  issue('person', `/CN=${person}`, 'issuer', personExtensions)
  writeFileSync(at('lists.cnf'), lists)
  writeFileSync(at('index.txt'), '')
  writeFileSync(at('crlnumber'), '01\n')
  const crls = ['root', 'issuer'].map((name) => {
    const of = ['-cert', `${name}.pem`, '-keyfile', `${name}.key`]
    openssl('ca', '-gencrl', '-config', 'lists.cnf', ...of, '-out', `${name}.crl.pem`)
    openssl('crl', '-in', `${name}.crl.pem`, '-outform', 'DER', '-out', `${name}.crl`)
    return at(`${name}.crl`)
  })
  const contents = ['-in', 'person.pem', '-inkey', 'person.key', '-certfile', 'issuer.pem']
  openssl('pkcs12', '-export', ...contents, '-out', 'person.p12', '-passout', `pass:${passphrase}`)
  return {
    root: at('root.pem'),
    name: person,
    issuer: at('issuer.pem'),
    certificate: at('person.pem'),
    key: at('person.key'),
    pkcs12: at('person.p12'),
    passphrase,
    crls,
  }
}
