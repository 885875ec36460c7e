import type { Attack } from './attack.ts'
import { form } from './relying-party.ts'
import type { World } from './world.ts'

const essential = (acr: string) => JSON.stringify({ id_token: { acr: { essential: true, values: [acr] } } })

/** Opens the login page and gives its interaction. */
export async function openPage({ signing }: World, changes: Record<string, string> = {}): Promise<string> {
  const response = await signing.authorize(await signing.push(changes))
  const found = /name="interaction" value="([^"]+)"/.exec(await response.text())
  return found?.[1] ?? ''
}

const visit = (world: World, query: Record<string, string>): Promise<Response> =>
  fetch(`${world.op.url}/authorize?${form(query)}`, { redirect: 'manual' })

/** For every rule of the front channel and the login page: the ways to break it. */
export const attacksInTheBrowser = {
  'request-uri-missing': {
    'nothing pushed': (world) => visit(world, { client_id: 'signing', response_type: 'code', scope: 'openid' }),
  },
  'front-channel-parameter': {
    'a prompt added by the browser': async (world) =>
      visit(world, { client_id: 'signing', request_uri: await world.signing.push(), prompt: 'none' }),
  },
  'request-uri-unknown': {
    'an invention': (world) =>
      visit(world, { client_id: 'signing', request_uri: 'urn:ietf:params:oauth:request_uri:x' }),
    'the request of another client': async (world) =>
      visit(world, { client_id: 'login', request_uri: await world.signing.push() }),
  },
  'request-uri-used': {
    'a second visit': async ({ signing }) => {
      const requestUri = await signing.push()
      await signing.authorize(requestUri)
      return signing.authorize(requestUri)
    },
  },
  'request-uri-expired': {
    'a visit after 90 seconds': async ({ signing, pass }) => {
      const requestUri = await signing.push()
      pass(90)
      return signing.authorize(requestUri)
    },
  },
  'interaction-unknown': {
    'an invention': ({ signing }) => signing.post('/authorize/login', 'interaction=x&persona=anna'),
    'a page answered twice': async (world) => {
      const answer = form({ interaction: await openPage(world), persona: 'anna' })
      await world.signing.post('/authorize/login', answer)
      return world.signing.post('/authorize/login', answer)
    },
    'a page that stood open for ten minutes': async (world) => {
      const interaction = await openPage(world)
      world.pass(600)
      return world.signing.post('/authorize/login', form({ interaction, persona: 'anna' }))
    },
  },
  'persona-unknown': {
    'somebody outside the scope': async (world) => {
      const interaction = await openPage(world, { scope: 'openid idp_scoping:eidas' })
      return world.signing.post('/authorize/login', form({ interaction, persona: 'anna' }))
    },
  },
  'person-cancelled': {
    Annuleren: async (world) =>
      world.signing.post('/authorize/login', form({ interaction: await openPage(world), cancel: 'true' })),
  },
  'login-required': {
    'prompt=none without a login': async ({ signing }) => signing.authorize(await signing.push({ prompt: 'none' })),
  },
  'acr-unmet': {
    'bram asked for Substantieel': async ({ signing }) => {
      const claims = essential('urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard')
      return signing.authorize(await signing.push({ claims, login_hint: 'persona:bram' }))
    },
    'anna asked for an eIDAS level': async ({ signing }) => {
      const claims = essential('http://eidas.europa.eu/LoA/low')
      return signing.authorize(await signing.push({ claims, login_hint: 'persona:anna' }))
    },
  },
} satisfies Record<string, Record<string, Attack>>
