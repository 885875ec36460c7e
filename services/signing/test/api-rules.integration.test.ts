import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type House, openHouse } from './house.ts'
import { activeRequest, identify } from './journey.ts'
import { storedFiles } from './refusal.ts'
import { smallPdf } from './small-pdf.ts'

const documentBytes = 4000
let house: House
beforeAll(async () => {
  house = await openHouse({ limits: { documentBytes } })
})
afterAll(() => house.close())

const ask = (path: string, init: RequestInit = {}, key: string | null = house.keys.back) =>
  fetch(`${house.origin}/signing/v1${path}`, {
    ...init,
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(init.headers as object) },
  })
const post = (path: string, body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
  ask(path, { method: 'POST', body, headers: { 'content-type': type } })
const upload = (bytes: Uint8Array, type = 'application/pdf') =>
  post('/documents', bytes as Uint8Array<ArrayBuffer>, type)
const encrypted = () => {
  const text = Buffer.from(smallPdf('Geheim')).toString('latin1')
  return Buffer.from(text.replace('/Root 1 0 R', '/Root 1 0 R /Encrypt 5 0 R'), 'latin1')
}

/** What the NL API Design Rules and RFC 9457 ask of a refusal. */
const expectProblem = async (response: Response, status: number, code: string) => {
  expect(response.status).toBe(status)
  expect(response.headers.get('api-version')).toBe('1.0.0')
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  const problem = (await response.json()) as { errors?: { pointer: string }[] }
  expect(problem).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) })
  return problem
}

describe('every answer says its version, and every refusal is a problem with a code', () => {
  const refusals: readonly [string, () => Promise<Response>, number, string][] = [
    ['an unknown address', () => ask('/nothing'), 404, 'ERR_HTTP_NOT_FOUND'],
    ['a trailing slash', () => ask('/documents/'), 404, 'ERR_HTTP_NOT_FOUND'],
    ['a method that is not there', () => ask('/documents', { method: 'PUT' }), 405, 'ERR_HTTP_METHOD_NOT_ALLOWED'],
    ['no credential', () => ask(`/signature-requests/${randomUUID()}`, {}, null), 401, 'ERR_CREDENTIAL_INVALID'],
    ['a wrong credential', () => ask(`/signature-requests/${randomUUID()}`, {}, 'x'), 401, 'ERR_CREDENTIAL_INVALID'],
    [
      'a credential of the relying party',
      () => ask(`/signature-requests/${randomUUID()}`, {}, house.keys.relyingParty),
      403,
      'ERR_SCOPE_INSUFFICIENT',
    ],
    ['nothing of that name', () => ask(`/signature-requests/${randomUUID()}`), 404, 'ERR_REQUEST_UNKNOWN'],
    ['no JSON', () => post('/signature-requests', '{'), 400, 'ERR_HTTP_BODY_UNREADABLE'],
    ['no body', () => ask('/signature-requests', { method: 'POST' }), 400, 'ERR_HTTP_INPUT_INVALID'],
    ['XML', () => post('/signature-requests', '<xml/>', 'application/xml'), 415, 'ERR_HTTP_MEDIA_TYPE'],
    [
      'JSON of 70 kB',
      () => post('/signature-requests', JSON.stringify({ title: 'x'.repeat(70_000) })),
      413,
      'ERR_HTTP_BODY_TOO_LARGE',
    ],
    [
      'JSON that is nested deep',
      () => post('/signature-requests', `${'['.repeat(100)}${']'.repeat(100)}`),
      400,
      'ERR_HTTP_BODY_TOO_DEEP',
    ],
  ]
  test.each(refusals)('%s', async (_, request, status, code) => {
    await expectProblem(await request(), status, code)
  })

  test('what succeeds', async () => {
    const uploaded = await upload(smallPdf('Brief'))
    expect(uploaded.status).toBe(201)
    const { id } = (await uploaded.clone().json()) as { id: string }
    const location = uploaded.headers.get('location')
    expect(location).toBe(`/signing/v1/documents/${id}/revisions/0`)
    const read = await ask(`/documents/${id}/revisions/0`)
    expect(read.status).toBe(200)
    expect(read.headers.get('repr-digest')).toMatch(/^sha-256=:[\w+/]{43}=:$/)
    expect(new Uint8Array(await read.arrayBuffer())).toEqual(smallPdf('Brief'))
    const ready = await fetch(`${house.origin}/health/ready`)
    expect(ready.status).toBe(200)
    for (const response of [uploaded, read, ready]) expect(response.headers.get('api-version')).toBe('1.0.0')
  })
})

test('a method that is not there is answered with those that are', async () => {
  const response = await ask('/documents', { method: 'DELETE' })
  expect(response.headers.get('allow')).toBe('POST')
})

test('who has no valid credential or session is told how to bring one', async () => {
  const nobody = await ask(`/signature-requests/${randomUUID()}`, {}, null)
  expect(nobody.headers.get('www-authenticate')).toBe('Bearer')
  const { requestId, signerId } = (await activeRequest(house)).params
  const stranger = await ask(`/signature-requests/${requestId}/signers/${signerId}`, {}, house.keys.relyingParty)
  await expectProblem(stranger, 401, 'ERR_SIGNER_SESSION_INVALID')
  expect(stranger.headers.get('www-authenticate')).toBe('Bearer')
})

test('a credential in the address is no credential', async () => {
  const response = await ask(`/signature-requests/${randomUUID()}?access_token=${house.keys.back}`, {}, null)
  await expectProblem(response, 401, 'ERR_CREDENTIAL_INVALID')
})

test('the description is public, readable from any page, and has an address for every operation', async () => {
  const response = await fetch(`${house.origin}/signing/v1/openapi.json`)
  expect(response.status).toBe(200)
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  expect(response.headers.get('api-version')).toBe('1.0.0')
  const description = (await response.json()) as { openapi: string; info: { version: string }; paths: object }
  expect(description).toMatchObject({ openapi: '3.1.1', info: { version: '1.0.0' } })
  expect(Object.keys(description.paths)).toContain('/signature-requests/{requestId}/activation')
  const guarded = await ask(`/signature-requests/${randomUUID()}`)
  expect(guarded.headers.get('access-control-allow-origin')).toBeNull()
})

test('every misfit of a body is told at its own place', async () => {
  const body = {
    title: ' ',
    assurance: 'enormous',
    expiresAt: 'tomorrow',
    documents: [{ id: 'x', title: 'Brief' }],
    signers: [{ constraint: { type: 'bsn', value: '12' }, providers: [] }],
    surprise: true,
  }
  const response = await post('/signature-requests', JSON.stringify(body))
  const { errors = [] } = await expectProblem(response, 400, 'ERR_HTTP_INPUT_INVALID')
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/assurance',
    '/documents/0/id',
    '/expiresAt',
    '/signers/0/constraint/value',
    '/signers/0/providers',
    '/surprise',
    '/title',
  ])
})

test('a misfit in the path or the query is told as such', async () => {
  const path = await ask('/signature-requests/17')
  const inPath = await expectProblem(path, 400, 'ERR_HTTP_INPUT_INVALID')
  expect(inPath.errors?.map(({ pointer }) => pointer)).toEqual(['/path/requestId'])
  const { params } = await activeRequest(house)
  const query = await ask(`/signature-requests/${params.requestId}/signers/${params.signerId}/evidence?form=short`)
  const inQuery = await expectProblem(query, 400, 'ERR_HTTP_INPUT_INVALID')
  expect(inQuery.errors?.map(({ pointer }) => pointer)).toEqual(['/query/form'])
})

const uploads: readonly [string, () => Promise<Response>, number, string][] = [
  ['that is no PDF', () => upload(Buffer.from('Geachte mevrouw,')), 400, 'ERR_PDF_NOT_PDF'],
  ['that is empty', () => upload(new Uint8Array()), 400, 'ERR_PDF_NOT_PDF'],
  ['that is encrypted', () => upload(encrypted()), 400, 'ERR_PDF_ENCRYPTED'],
  ['that stops halfway', () => upload(smallPdf('Half').subarray(0, 300)), 400, 'ERR_PDF_XREF_MISSING'],
  [
    'that is too large',
    () => upload(Buffer.concat([smallPdf('Groot'), Buffer.alloc(documentBytes)])),
    413,
    'ERR_STORAGE_OBJECT_TOO_LARGE',
  ],
  ['that calls itself something else', () => upload(smallPdf('Brief'), 'image/png'), 415, 'ERR_HTTP_MEDIA_TYPE'],
  [
    'by someone without a credential',
    () =>
      ask(
        '/documents',
        {
          method: 'POST',
          body: smallPdf('X') as Uint8Array<ArrayBuffer>,
          headers: { 'content-type': 'application/pdf' },
        },
        null,
      ),
    401,
    'ERR_CREDENTIAL_INVALID',
  ],
]
test.each(uploads)('an upload %s is refused and leaves no row and no file', async (_, act, status, code) => {
  const rows = () =>
    Promise.all(
      (['document', 'object', 'revision', 'event'] as const).map((table) =>
        house.db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll<string>().as('count'))
          .executeTakeFirst(),
      ),
    )
  const before = { rows: await rows(), files: storedFiles(house) }
  await expectProblem(await act(), status, code)
  expect({ rows: await rows(), files: storedFiles(house) }).toEqual(before)
})

test('the number of a person is in no answer of the API', async () => {
  const request = await activeRequest(house)
  const identified = await identify(house, request)
  const answers = JSON.stringify([request, identified.signer, identified.opened])
  expect(answers).not.toContain('999994669')
})
