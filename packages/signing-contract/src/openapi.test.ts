import { expect, test } from '@jest/globals'
import { openApiDocument } from './openapi.ts'
import { routes } from './routes.ts'

const document = openApiDocument({
  origin: 'https://ondertekenen.voorbeeld.example',
  contact: { name: 'Waarmerk', email: 'api@voorbeeld.example', url: 'https://voorbeeld.example' },
})
const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
  Object.entries(item ?? {}).map(([method, operation]) => ({ path, method, operation })),
)

test('every row of the route table is in the OpenAPI document', () => {
  expect(operations.map(({ operation }) => operation.operationId).sort()).toEqual(Object.keys(routes).sort())
})

test('paths are kebab-case without trailing slash and the version is in the server URL', () => {
  for (const { path } of operations) expect(path).toMatch(/^(\/([a-z-]+|\{[a-zA-Z]+\}))+$/)
  expect(document.servers?.[0]?.url).toBe('https://ondertekenen.voorbeeld.example/signing/v1')
})

test('every answer, refusals included, declares the API-Version header, and refusals are problem+json', () => {
  for (const { operation } of operations) {
    for (const [status, answer] of Object.entries<Record<string, object>>(operation.responses)) {
      expect(answer['headers']).toHaveProperty('API-Version')
      if (Number(status) >= 400) expect(answer['content']).toHaveProperty('application/problem+json')
    }
  }
})
