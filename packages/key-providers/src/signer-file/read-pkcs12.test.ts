import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { signedDataTemplate, verifySignedData } from '@waarmerk/cms'
import type { Signer } from '@waarmerk/pades'
import { der, extension, PkiError, toPem } from '@waarmerk/pki'
import fc from 'fast-check'
import { type CertifiedKey, certify, issuer, keys, pkcs8, root } from '../../test/certified-keys.ts'
import { type FileWishes, pbes2, pkcs12File, shroudedKey, tripleDes } from '../../test/pkcs12-file.ts'
import { KeyProviderError, type KeyProviderErrorCode } from '../key-provider-error.ts'
import { readPkcs12 } from './read-pkcs12.ts'

const opensslTest = spawnSync('openssl', ['version']).status === 0 ? test : test.skip
const anna = await certify('Anna', keys.p256, issuer)

/** A file by openssl, with these arguments beside the usual ones. */
function opensslFile(person: CertifiedKey, passphrase: string, ...more: readonly string[]): Uint8Array {
  const cwd = mkdtempSync(join(tmpdir(), 'waarmerk-p12-'))
  try {
    writeFileSync(join(cwd, 'key'), person.privateKey.export({ format: 'pem', type: 'pkcs8' }))
    writeFileSync(join(cwd, 'certificate'), toPem(person.certificate))
    writeFileSync(join(cwd, 'chain'), toPem(root.certificate) + toPem(issuer.certificate))
    const files = ['-in', 'certificate', '-inkey', 'key', '-certfile', 'chain', '-out', 'p12']
    execFileSync('openssl', ['pkcs12', '-export', ...files, '-passout', `pass:${passphrase}`, ...more], {
      cwd,
      stdio: 'pipe',
    })
    return readFileSync(join(cwd, 'p12'))
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

async function requireSigns(signer: Signer): Promise<void> {
  const template = signedDataTemplate(signer)
  const messageDigest = createHash(template.digest).update('document').digest()
  const data = template.signedAttributes(messageDigest)
  const signature = await signer.sign({ data, digest: createHash(template.digest).update(data).digest() })
  await verifySignedData({ cms: template.signedData({ signedAttributes: data, signature }), messageDigest })
}

const kinds = Object.entries(keys)
const ways = [
  ['AES-256 (openssl 3)', []],
  ['AES-128 and a MAC by SHA-512', ['-keypbe', 'AES-128-CBC', '-certpbe', 'AES-128-CBC', '-macalg', 'sha512']],
  ['3DES and RC2 with 40 bits (legacy)', ['-legacy']],
  ['3DES (old CSPs)', ['-legacy', '-descert', '-macalg', 'sha1']],
  ['keys only', ['-certpbe', 'NONE']],
  ['20,000 iterations', ['-iter', '20000']],
] as const
for (const [way, args] of ways) {
  opensslTest(`a file of openssl is read, keys of every kind, the chain in order: ${way}`, async () => {
    for (const [kind, privateKey] of way.startsWith('20,') ? kinds.slice(0, 1) : kinds) {
      const person = await certify(`Zegel ${kind}`, privateKey, issuer)
      const signer = await readPkcs12(opensslFile(person, 'wachtwoord', ...args), 'wachtwoord')
      expect(signer.certificates.map((one) => Buffer.from(one))).toEqual(
        [person, issuer, root].map(({ certificate }) => Buffer.from(certificate)),
      )
      await requireSigns(signer)
    }
  })
}

opensslTest.each(['', 'wáchtwóórd €', 'x'.repeat(100)])('a passphrase may be anything: "%s"', async (passphrase) => {
  for (const args of [[], ['-legacy']]) {
    const signer = await readPkcs12(opensslFile(anna, passphrase, ...args), passphrase)
    expect(signer.algorithm).toBe('ecdsa-sha256')
  }
})

opensslTest('a wrong passphrase is said to be wrong, whichever way the file is encrypted', async () => {
  for (const args of [[], ['-legacy'], ['-macalg', 'sha384']]) {
    const file = opensslFile(anna, 'wachtwoord', ...args)
    for (const wrong of ['Wachtwoord', '']) {
      await expect(readPkcs12(file, wrong)).rejects.toMatchObject({ code: 'ERR_KEY_PASSPHRASE', kind: 'caller' })
    }
  }
})

opensslTest('a file without MAC is refused', async () => {
  const refused = readPkcs12(opensslFile(anna, 'wachtwoord', '-nomac'), 'wachtwoord')
  await expect(refused).rejects.toMatchObject({ code: 'ERR_KEY_PKCS12_MAC_MISSING' })
})

opensslTest('with the right passphrase a wrong MAC is told from a wrong passphrase', async () => {
  const file = Uint8Array.from(opensslFile(anna, 'wachtwoord'))
  // MacData ends the file: DigestInfo, a salt of 8 octets, 2048 iterations.
  const inMac = file.length - 4 - 10 - 1
  file[inMac] = (file[inMac] ?? 0) ^ 1
  await expect(readPkcs12(file, 'wachtwoord')).rejects.toMatchObject({ code: 'ERR_KEY_PKCS12_MAC_BROKEN' })
})

const login = await certify('Anna', keys.rsa, issuer, [extension.keyUsage('digitalSignature')])
const signing = await certify('Anna', keys.p384, issuer, [extension.keyUsage('contentCommitment')])
const locking = await certify('Anna', keys.p256, issuer, [extension.keyUsage('keyEncipherment')])
const fileOf = (people: readonly CertifiedKey[], wishes: FileWishes = {}) =>
  pkcs12File({ keys: people.map(pkcs8), certificates: people.map(({ certificate }) => certificate), ...wishes })

test('of several keys the one is taken whose certificate is for signing', async () => {
  for (const people of [
    [login, signing, locking],
    [locking, signing],
  ]) {
    const signer = await readPkcs12(fileOf(people), 'geheim')
    expect(signer.certificates).toEqual([Buffer.from(signing.certificate)])
  }
  const only = await readPkcs12(fileOf([locking, login]), 'geheim', { algorithm: 'rsa-pss-sha384', thread: 'main' })
  expect(only.algorithm).toBe('rsa-pss-sha384')
  await requireSigns(only)
})

test('a file in BER, its contents in segments, is read', async () => {
  const file = fileOf([anna])
  const ber = der.concat([Uint8Array.of(0x30, 0x80), file.subarray(4), Uint8Array.of(0, 0)])
  expect((await readPkcs12(ber, 'geheim')).certificates).toHaveLength(1)
})

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const another = await certify('Anna', other, issuer)
const wrong = (bag: Uint8Array): FileWishes => ({ bags: [bag] })
test.each<[string, KeyProviderErrorCode, Uint8Array]>([
  ['nothing', 'ERR_KEY_PKCS12_MALFORMED', new Uint8Array()],
  ['not a PKCS#12 file', 'ERR_KEY_PKCS12_MALFORMED', Buffer.from('-----BEGIN CERTIFICATE-----')],
  ['cut short', 'ERR_KEY_PKCS12_MALFORMED', fileOf([anna]).subarray(0, -1)],
  ['followed by something', 'ERR_KEY_PKCS12_MALFORMED', der.concat([fileOf([anna]), der.nullValue()])],
  [
    'nested a hundred deep',
    'ERR_KEY_PKCS12_MALFORMED',
    Array.from({ length: 100 }).reduce<Uint8Array>((one) => der.sequence(one), der.nullValue()),
  ],
  ['of more than 512 KiB', 'ERR_KEY_PKCS12_TOO_LARGE', new Uint8Array(512 * 1024 + 1)],
  ['of another version', 'ERR_KEY_PKCS12_MALFORMED', fileOf([anna], { version: 2 })],
  [
    'signed instead of with a MAC',
    'ERR_KEY_PKCS12_MALFORMED',
    fileOf([anna], { contentType: der.objectIdentifier('1.2.840.113549.1.7.2') }),
  ],
  [
    'with 65 certificates',
    'ERR_KEY_PKCS12_MALFORMED',
    pkcs12File({ certificates: Array.from({ length: 65 }, () => anna.certificate) }),
  ],
  ['without MAC', 'ERR_KEY_PKCS12_MAC_MISSING', fileOf([anna], { macAlgorithm: null })],
  ['with a MAC over something else', 'ERR_KEY_PKCS12_MAC_BROKEN', fileOf([anna], { changed: true })],
  ['with a MAC that is not known', 'ERR_KEY_PKCS12_ALGORITHM', fileOf([anna], { macAlgorithm: pbes2(1) })],
  ['with a MAC of a billion rounds', 'ERR_KEY_FILE_TOO_COSTLY', fileOf([anna], { iterations: 10 ** 9 })],
  ['with a MAC of no rounds', 'ERR_KEY_FILE_TOO_COSTLY', fileOf([anna], { iterations: 0 })],
  [
    'with a key behind a billion rounds',
    'ERR_KEY_FILE_TOO_COSTLY',
    pkcs12File(wrong(shroudedKey(pbes2(10 ** 9), new Uint8Array(16)))),
  ],
  [
    'with a key behind a billion old rounds',
    'ERR_KEY_FILE_TOO_COSTLY',
    pkcs12File(wrong(shroudedKey(tripleDes(10 ** 9), new Uint8Array(16)))),
  ],
  [
    'by a cipher that is not known',
    'ERR_KEY_PKCS12_ALGORITHM',
    pkcs12File(wrong(shroudedKey(pbes2(1, undefined, '1.2.3'), new Uint8Array(16)))),
  ],
  [
    'by a function that is not known',
    'ERR_KEY_PKCS12_ALGORITHM',
    pkcs12File(wrong(shroudedKey(pbes2(1, '1.2.3'), new Uint8Array(16)))),
  ],
  [
    'by RC4',
    'ERR_KEY_PKCS12_ALGORITHM',
    pkcs12File(wrong(shroudedKey(tripleDes(1, '1.2.840.113549.1.12.1.1'), new Uint8Array(16)))),
  ],
  [
    'with a key under another passphrase',
    'ERR_KEY_PASSPHRASE',
    pkcs12File(wrong(shroudedKey(pbes2(1), new Uint8Array(15)))),
  ],
  ['with a key that is none', 'ERR_KEY_PKCS12_MALFORMED', pkcs12File({ keys: [der.sequence()] })],
  ['without a key', 'ERR_KEY_NONE', pkcs12File({ certificates: [anna.certificate] })],
  [
    'with a key and another’s certificate',
    'ERR_KEY_CERTIFICATE_MISMATCH',
    pkcs12File({ keys: [pkcs8(anna)], certificates: [another.certificate] }),
  ],
  ['with a key that is for something else', 'ERR_KEY_UNSUITABLE', fileOf([locking])],
  ['with two keys for signing', 'ERR_KEY_SEVERAL', fileOf([anna, another])],
])('a file is refused: %s', async (_what, code, file) => {
  await expect(readPkcs12(file, 'geheim')).rejects.toMatchObject({ code, kind: 'caller' })
})

test('a changed byte is refused by code, or changes nothing; never a crash', async () => {
  const file = fileOf([anna])
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const changed = file.slice()
      changed[at] = (changed[at] ?? 0) ^ flip
      const outcome = await readPkcs12(changed, 'geheim').catch((error: unknown) => error)
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(KeyProviderError)
      else expect(outcome).toMatchObject({ certificates: [Buffer.from(anna.certificate)] })
    }),
    { numRuns: 500 },
  )
})

test('a certificate that is none is refused', async () => {
  const file = pkcs12File({ keys: [pkcs8(anna)], certificates: [der.sequence()] })
  await expect(readPkcs12(file, 'geheim')).rejects.toBeInstanceOf(PkiError)
})
