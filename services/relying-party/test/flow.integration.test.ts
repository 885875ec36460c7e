import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { load } from './markup.ts'
import { createWorld, throughProvider, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

test('the whole way in Dutch: link, login, reading, agreeing, step-up, receipt, download', async () => {
  const visitor = await world.invited()
  expect(load(visitor.last?.text ?? '').words).toContain(
    'Gemeente Voorbeeld vraagt u dit document te ondertekenen. Dit duurt ongeveer 2 minuten.',
  )
  await visitor.follow(await throughProvider(visitor, await visitor.submit('/login/digid')))
  expect(load(visitor.last?.text ?? '').headings).toEqual(['Lees het document'])

  const read = load(visitor.last?.text ?? '')
  expect(read.words).toContain('Toestemming voor een paspoort')
  await visitor.get('/confirm')
  expect(load(visitor.last?.text ?? '').headings).toEqual(['Controleer en onderteken'])

  const opened = await visitor.submit('/confirm', { agree: 'yes' })
  expect(opened).toMatchObject({ status: 303, location: world.api.authorizationUrl })
  world.api.sign()
  const back = await visitor.get(`/callback/signing/digid?code=abc&state=${world.api.state}&iss=op`)
  expect(back).toMatchObject({ status: 303, location: '/receipt' })
  await visitor.follow(back)
  expect(load(visitor.last?.text ?? '').words).toContain(
    'Op 23 november 2026 om 21:04 hebt u Toestemming voor een paspoort ondertekend. Uw kenmerk is K7QM-2WX9. Bewaar het bestand. Een print is alleen een kopie.',
  )
})
