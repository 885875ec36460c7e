import { randomBytes } from 'node:crypto'
import type { Attack } from './attack.ts'

type Changes = Readonly<Record<string, string | undefined>>

/** A token request that is right but for these parameters. */
const redeeming =
  (changes: Changes): Attack =>
  async ({ signing }) =>
    signing.redeem(await signing.code(), changes)

/** For every rule of the token endpoint: the ways to break it. */
export const attacksOnToken = {
  'grant-type': {
    'client credentials': redeeming({ grant_type: 'client_credentials' }),
    'no grant type': redeeming({ grant_type: undefined }),
  },
  'code-unknown': {
    'no code': redeeming({ code: undefined }),
    'an invention': redeeming({ code: randomBytes(32).toString('base64url') }),
  },
  'code-client': {
    'the code of another client': async ({ signing, login }) => login.redeem(await signing.code()),
  },
  'code-replayed': {
    'a code redeemed before': async ({ signing }) => {
      const code = await signing.code()
      await signing.redeem(code)
      return signing.redeem(code)
    },
    'a second guess at the verifier': async ({ signing }) => {
      const code = await signing.code()
      await signing.redeem(code, { code_verifier: randomBytes(32).toString('base64url') })
      return signing.redeem(code)
    },
  },
  'code-expired': {
    'after 60 seconds': async ({ signing, pass }) => {
      const code = await signing.code()
      pass(60)
      return signing.redeem(code)
    },
  },
  'code-redirect-uri': {
    'another redirect URI': redeeming({ redirect_uri: 'http://localhost:4000/callback' }),
    'no redirect URI': redeeming({ redirect_uri: undefined }),
  },
  'verifier-grammar': {
    'no verifier': redeeming({ code_verifier: undefined }),
    '42 characters': redeeming({ code_verifier: 'a'.repeat(42) }),
    '129 characters': redeeming({ code_verifier: 'a'.repeat(129) }),
  },
  'verifier-mismatch': {
    'the verifier of another login': redeeming({ code_verifier: randomBytes(32).toString('base64url') }),
  },
} satisfies Record<string, Record<string, Attack>>
