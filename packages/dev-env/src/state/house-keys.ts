import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { DevEnvError } from '../dev-env-error.ts'
import { makeCertificates } from './house-certificates.ts'

const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const pem = z.string().startsWith('-----BEGIN ')
const privateJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: secret,
  y: secret,
  d: secret,
  kid: z.string().min(1),
  alg: z.literal('ES256'),
})
const certified = z.strictObject({ certificate: pem, privateKey: pem })

const shape = z.strictObject({
  v: z.literal(1),
  /** Encrypts personal data at rest; 32 bytes. */
  dataKey: secret,
  /** Encrypts the relying party's cookies; 32 bytes. */
  cookieKey: secret,
  /** Bearer credential of the municipality's back end. */
  backEndCredential: secret,
  /** Bearer credential of the relying party. */
  relyingPartyCredential: secret,
  loginClient: privateJwk,
  signingClient: privateJwk,
  /** Issues one-time certificates, and is the trust anchor of everything signed here. */
  issuingCa: certified,
  /** Seals evidence. */
  seal: certified,
})

/** Every secret of the house that no double keeps itself. Never printed, never logged. */
export type HouseKeys = z.output<typeof shape>

/** New keys, as they are kept. */
export async function makeHouseKeys(): Promise<string> {
  const keys: HouseKeys = {
    v: 1,
    dataKey: randomSecret(),
    cookieKey: randomSecret(),
    backEndCredential: randomSecret(),
    relyingPartyCredential: randomSecret(),
    loginClient: await clientKey('login'),
    signingClient: await clientKey('signing'),
    ...(await makeCertificates(new Date())),
  }
  return JSON.stringify(keys)
}

/** @throws DevEnvError `ERR_DEV_ENV_STATE_DAMAGED`; the cause is left out, because it would quote the file */
export function parseHouseKeys(text: string): HouseKeys {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new DevEnvError('ERR_DEV_ENV_STATE_DAMAGED', 'keys.json is damaged; start with --reset to make new keys')
  }
}

const randomSecret = () => randomBytes(32).toString('base64url')

/** RFC 7523: the key with which a client proves itself at the OpenID Provider. */
async function clientKey(use: string): Promise<HouseKeys['loginClient']> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const kid = `${use}-${randomBytes(6).toString('hex')}`
  return privateJwk.parse({ ...(await exportJWK(privateKey)), kid, alg: 'ES256' })
}
