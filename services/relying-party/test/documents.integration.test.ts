import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { load } from './markup.ts'
import { locator } from './signing-api.ts'
import { createWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld({ titles: ['Toestemming voor Sem', 'Verklaring "één" / <b>'] })
})
afterAll(() => world.close())
beforeEach(() => {
  world.api.calls.length = 0
})

test('before login nothing of the documents is asked or shown', async () => {
  const visitor = await world.invited()
  expect(world.api.calls.map(({ operation }) => operation)).toEqual(['resolveLocator', 'resolveLocator'])
  expect(visitor.last?.text).not.toMatch(/Sem|Verklaring/)
  for (const { id } of world.api.documents) {
    const answer = await visitor.get(`/documents/${id}`)
    expect(answer.status).toBe(401)
    expect(answer.text).not.toContain('%PDF')
  }
  expect(world.api.callsOf('readRevision')).toEqual([])
})

test('every document is on the page with its digest, its size and a link to download it, escaped', async () => {
  const visitor = await world.identified()
  const page = visitor.last?.text ?? ''
  expect(page).toContain('Verklaring &quot;één&quot; / &lt;b&gt;')
  for (const { id, head } of world.api.signerCase().documents) {
    expect(page).toContain(`href="/documents/${id}/revisions/1"`)
    const hex = Buffer.from(head.sha256, 'base64url').toString('hex')
    expect(load(page).words.replaceAll(' ', '')).toContain(hex)
  }
})

test('a document is a download of the type it says, in a sandbox, and kept nowhere', async () => {
  const visitor = await world.identified()
  const document = world.api.documents[1]
  const answer = await visitor.get(`/documents/${document?.id}`)
  expect(answer.text).toBe(Buffer.from(document?.bytes ?? []).toString())
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-length': String(document?.bytes.length),
    'content-disposition': expect.stringMatching(/^attachment; filename="Verklaring een b\.pdf"; filename\*=UTF-8''/),
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
})

test.each(['0b7a4f0e-3c1c-4a0e-9d6e-0f6f5b7f1a11', 'x', '../../etc/passwd'])('there is no document %s', async (id) => {
  const visitor = await world.identified()
  world.api.calls.length = 0
  expect(await visitor.get(`/documents/${encodeURIComponent(id)}`)).toMatchObject({ status: 404 })
  expect(world.api.callsOf('readRevision')).toEqual([])
})

test.each(['0', '2', '-1', 'head', '1.0'])('there is no revision %s to see', async (revision) => {
  const visitor = await world.identified()
  const id = world.api.documents[0]?.id
  expect(await visitor.get(`/documents/${id}/revisions/${revision}`)).toMatchObject({ status: 404 })
})

test('bytes that do not fit the digest are broken off: no browser takes them for the document', async () => {
  const visitor = await world.identified()
  const [document] = world.api.documents
  if (document === undefined) throw new Error('no document')
  const good = document.bytes
  const handler = world.api.signerCase
  const shown = world.api.signerCase()
  world.api.signerCase = () => shown
  document.bytes = Uint8Array.from(good, (byte, index) => (index === 100 ? byte ^ 1 : byte))
  try {
    await expect(visitor.get(`/documents/${document.id}`)).rejects.toThrow()
  } finally {
    document.bytes = good
    world.api.signerCase = handler
  }
})

test('the locator leaves the address bar, and stands on no page', async () => {
  const visitor = world.browser()
  const first = await visitor.get(`/s/${locator}`)
  expect(first).toMatchObject({ status: 303, location: '/start' })
  const page = await visitor.get('/start')
  expect(page.text).not.toContain(locator)
  expect([...visitor.cookies.values()].join()).not.toContain(locator)
})
