import type { IdentificationCommitment, SigningCommitment } from '../src/index.ts'
import { clientId, issuer, openedAt, random32 } from './forger.ts'

type Fields<Kind> = Omit<Kind, 'v' | 'dom' | 'purpose'>

export const requestId = '7b1f4c0e-3f0f-4a55-9d0b-0a4f6c1d2e3f'
export const signerId = '0d9c6a54-1c2b-4e3d-8f70-5a6b7c8d9e0f'
export const tenant = '00000001003214345000'

/** The fields of a signing commitment over two documents, out of order. */
export const signingFields = (): Fields<SigningCommitment> => ({
  tenant,
  request: requestId,
  signer: signerId,
  transaction: '3c2b1a09-8f7e-4d6c-9b5a-4f3e2d1c0b9a',
  role: 'signer',
  order: 1,
  concurrent: false,
  documents: ['b', 'a'].map((first) => ({
    id: `${first}a1b2c3d-0000-4000-8000-000000000001`,
    content: random32(),
    base: random32(),
    baseSize: 48213,
    field: 'Handtekening1',
    look: random32(),
    tbs: random32(),
  })),
  statement: { lang: 'nl', sha256: random32() },
  subject: random32(),
  name: { sha256: random32(), source: 'op' },
  onBehalfOf: null,
  issuer,
  client: clientId,
  assurance: 'substantial',
  kind: 'signature',
  key: random32(),
  iat: openedAt,
  exp: openedAt + 600,
  salt: random32(),
})

export const identificationFields = (): Fields<IdentificationCommitment> => ({
  tenant,
  request: requestId,
  signer: signerId,
  identification: '5e4d3c2b-1a09-4f8e-8d7c-6b5a4f3e2d1c',
  issuer,
  client: clientId,
  assurance: 'substantial',
  iat: openedAt - 120,
  exp: openedAt + 480,
  salt: random32(),
})
