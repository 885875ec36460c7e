import { expect, test } from '@jest/globals'
import { fetchProviderMetadata } from './provider-metadata.ts'

const issuer = 'https://op.example'
const metadata = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/jwks`,
}

/** A provider that publishes this, and what it was asked for. */
const publishing = (changes: object) => {
  const asked: string[] = []
  const answers: Record<string, object> = {
    '/.well-known/openid-configuration': { ...metadata, ...changes },
    '/jwks': { keys: [{ kty: 'EC', kid: '1' }] },
  }
  const get = async (input: string | URL | Request) => {
    const { href, pathname } = new URL(input instanceof Request ? input.url : input)
    asked.push(href)
    return Response.json(answers[pathname])
  }
  return { asked, source: { issuer, fetch: get as typeof fetch } }
}

test('metadata and keys are kept as received, with where they came from', async () => {
  const { source } = publishing({})
  const { jwks, raw } = await fetchProviderMetadata(source)
  expect(jwks.keys).toHaveLength(1)
  expect(raw.jwks.url).toBe(`${issuer}/jwks`)
  expect(JSON.parse(new TextDecoder().decode(raw.metadata.body))).toEqual(metadata)
})

test.each([
  ['keys in clear text', { jwks_uri: 'http://op.example/jwks' }],
  ['keys on another host', { jwks_uri: 'https://elsewhere.example/jwks' }],
  ['keys on another port', { jwks_uri: 'https://op.example:8443/jwks' }],
  ['another issuer', { issuer: 'https://elsewhere.example' }],
])('a provider that names %s is refused before its keys are asked for', async (_, changes) => {
  const { asked, source } = publishing(changes)
  await expect(fetchProviderMetadata(source)).rejects.toMatchObject({ code: 'ERR_OP_METADATA' })
  expect(asked).toEqual([`${issuer}/.well-known/openid-configuration`])
})
