import { createHash, createPublicKey } from 'node:crypto'
import { expect, test } from '@jest/globals'
import { der, toPem } from '@waarmerk/pki'
import { certify, issuer, keys, root } from '../../test/certified-keys.ts'
import { pbes2 } from '../../test/pkcs12-file.ts'
import type { KeyProviderErrorCode } from '../key-provider-error.ts'
import { readPemSigner } from './read-pem-signer.ts'

const anna = await certify('Anna', keys.p256, issuer)
const bram = await certify('Bram', keys.rsa, issuer)
const chain = [root, anna, issuer].map(({ certificate }) => toPem(certificate)).join('tekst ertussen\n')
const plain = String(keys.p256.export({ format: 'pem', type: 'pkcs8' }))
const cipher = 'aes-256-cbc'
const locked = String(keys.p256.export({ format: 'pem', type: 'pkcs8', cipher, passphrase: 'geheim' }))
const oldLocked = String(keys.p256.export({ format: 'pem', type: 'sec1', cipher, passphrase: 'geheim' }))

test.each<[string, string, string | undefined]>([
  ['PKCS#8', plain, undefined],
  ['PKCS#8, encrypted', locked, 'geheim'],
  ['SEC1', String(keys.p256.export({ format: 'pem', type: 'sec1' })), undefined],
  ['SEC1, encrypted', oldLocked, 'geheim'],
  ['key and chain in one text', chain + plain, undefined],
])('a key in PEM signs, with its chain in order: %s', async (_what, key, passphrase) => {
  const signer = readPemSigner({ key, chain, thread: 'main', ...(passphrase !== undefined && { passphrase }) })
  expect(signer.certificates).toEqual([anna, issuer, root].map(({ certificate }) => certificate))
  const data = Buffer.from('data')
  const signature = await signer.sign({ data, digest: createHash('sha256').update(data).digest() })
  expect(signature.length).toBeGreaterThan(64)
})

const label = (name: string, bytes: Uint8Array) =>
  `-----BEGIN ${name}-----\n${Buffer.from(bytes).toString('base64')}\n-----END ${name}-----\n`
const costly = label('ENCRYPTED PRIVATE KEY', der.sequence(pbes2(10 ** 9), der.octetString(new Uint8Array(16))))
test.each<[string, KeyProviderErrorCode, string, string | undefined]>([
  ['nothing', 'ERR_KEY_PEM_INVALID', '', undefined],
  ['no PEM', 'ERR_KEY_PEM_INVALID', 'geheim', undefined],
  [
    'a public key',
    'ERR_KEY_PEM_INVALID',
    String(createPublicKey(keys.p256).export({ format: 'pem', type: 'spki' })),
    undefined,
  ],
  ['a key that is none', 'ERR_KEY_PEM_INVALID', label('PRIVATE KEY', der.sequence()), undefined],
  [
    'an encrypted key that is none',
    'ERR_KEY_PEM_INVALID',
    label('ENCRYPTED PRIVATE KEY', Buffer.from('niets')),
    'geheim',
  ],
  ['more than 64 KiB', 'ERR_KEY_PEM_INVALID', plain + ' '.repeat(65_536), undefined],
  ['an encrypted key, without passphrase', 'ERR_KEY_PASSPHRASE', locked, undefined],
  ['an encrypted key, with another passphrase', 'ERR_KEY_PASSPHRASE', locked, 'Geheim'],
  ['an old encrypted key, with another passphrase', 'ERR_KEY_PASSPHRASE', oldLocked, 'Geheim'],
  ['a key behind a billion rounds', 'ERR_KEY_FILE_TOO_COSTLY', costly, 'geheim'],
  [
    'another’s key',
    'ERR_KEY_CERTIFICATE_MISMATCH',
    String(bram.privateKey.export({ format: 'pem', type: 'pkcs8' })),
    undefined,
  ],
])('a key in PEM is refused: %s', (_what, code, key, passphrase) => {
  const options = { key, chain, ...(passphrase !== undefined && { passphrase }) }
  expect(() => readPemSigner(options)).toThrow(expect.objectContaining({ code, kind: 'caller' }))
})
