import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type RuleId, rules } from '../src/pipeline/rules.ts'
import type { Attack } from './attack.ts'
import { attacksInTheBrowser } from './attacks-in-the-browser.ts'
import { attacksOnAuthentication, attacksOnRequest } from './attacks-on-par.ts'
import { attacksOnToken } from './attacks-on-token.ts'
import { startWorld, type World } from './world.ts'

// Typed by the rules: a rule without an attack does not compile.
const attacks: Record<RuleId, Record<string, Attack>> = {
  ...attacksOnAuthentication,
  ...attacksOnRequest,
  ...attacksInTheBrowser,
  ...attacksOnToken,
}

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

describe.each(Object.entries(attacks) as [RuleId, Record<string, Attack>][])('rule %s refuses', (rule, ways) => {
  test.each(Object.entries(ways))('%s', async (_name, attack) => {
    const before = world.op.ledger.entries.at(-1)
    const { error, description } = await readAnswer(await attack(world))
    expect(error).toBe(rules[rule].error)
    expect(description).toBe(`${rules[rule].says} (${rules[rule].clause}; rule ${rule})`)
    const last = world.op.ledger.entries.at(-1)
    expect(last).not.toBe(before)
    expect(last).toMatchObject({ rule, at: world.now() })
  })
})

test('a code that was replayed gives no token, although the first redemption did', async () => {
  const code = await world.signing.code()
  const first = await world.signing.redeem(code)
  const second = await world.signing.redeem(code)
  expect([first.status, second.status]).toEqual([200, 400])
  expect(await second.json()).not.toHaveProperty('id_token')
  expect(world.op.ledger.entries.at(-1)).toMatchObject({
    endpoint: 'token',
    rule: 'code-replayed',
    clientId: 'signing',
  })
})

test('another client cannot spoil a code by trying it', async () => {
  const code = await world.signing.code()
  expect((await world.login.redeem(code)).status).toBe(400)
  expect((await world.signing.redeem(code)).status).toBe(200)
})

// The three places where an error can stand: JSON, the redirect, the page.
async function readAnswer(response: Response): Promise<{ error: string | null; description: string | null }> {
  const location = response.headers.get('location')
  if (location !== null) {
    const answer = new URL(location).searchParams
    expect(answer.get('iss')).toBe(world.op.url)
    return { error: answer.get('error'), description: answer.get('error_description') }
  }
  const text = await response.text()
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    expect(response.status).toBe(400)
    return { error: between(text, 'error"><code>'), description: between(text, 'error-description">') }
  }
  const body = JSON.parse(text) as { error: string; error_description: string }
  expect(response.status).toBe(body.error === 'invalid_client' ? 401 : 400)
  return { error: body.error, description: body.error_description }
}

function between(text: string, start: string): string {
  return text.split(start)[1]?.split('<')[0] ?? ''
}
