import type { z } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'
import { pdfBytes, type Route, routes } from './routes.ts'
import { problem } from './shapes/problem.ts'
import { apiBasePath, apiVersion, signerSessionHeader } from './version.ts'

const versionHeader = {
  'API-Version': { description: 'Volledige versie van de API', schema: { type: 'string' as const } },
}
const binary = { [pdfBytes]: { schema: { type: 'string' as const, format: 'binary' } } }
const content = (shape: z.ZodType | typeof pdfBytes) =>
  shape === pdfBytes ? binary : { 'application/json': { schema: shape as z.ZodType } }

const refusals: readonly [number, string][] = [
  [400, 'Ongeldige invoer'],
  [401, 'Geen geldige inloggegevens'],
  [403, 'Niet toegestaan, of de persoon moet iets doen'],
  [404, 'Niet gevonden'],
  [409, 'Past niet bij de huidige stand'],
  [500, 'Onverwachte fout'],
  [503, 'Tijdelijk niet beschikbaar; later opnieuw proberen is onschadelijk'],
]

const describe = (operationId: string, route: Route): ZodOpenApiOperationObject => {
  const answers = Object.entries(route.answers).map(([status, shape]) => [
    status,
    { description: 'Gelukt', headers: versionHeader, content: content(shape) },
  ])
  const problems = refusals.map(([status, description]) => [
    String(status),
    { description, headers: versionHeader, content: { 'application/problem+json': { schema: problem } } },
  ])
  return {
    operationId,
    summary: route.summary,
    tags: ['Ondertekenen'],
    security: [{ bearer: [...route.scopes] }],
    requestParams: { path: route.params, query: route.query },
    ...(route.session === 'never' ? {} : { parameters: [sessionParameter(route.session === 'always')] }),
    ...(route.body === null ? {} : { requestBody: { required: true, content: content(route.body) } }),
    responses: Object.fromEntries([...answers, ...problems]),
  }
}

const sessionParameter = (required: boolean) => ({
  name: signerSessionHeader,
  in: 'header' as const,
  required,
  schema: { type: 'string' as const },
  description: 'Ondertekenaarssessie, verkregen bij het afronden van een identificatie',
})

const paths = (): ZodOpenApiPathsObject => {
  const result: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    result[route.path] = { ...result[route.path], [route.method]: describe(operationId, route) }
  }
  return result as ZodOpenApiPathsObject
}

/**
 * The OpenAPI 3.1 description, generated from the route table (NL API Design Rules /core/doc-openapi).
 *
 * @param options.origin public origin of the service, used as server URL
 * @param options.contact who to reach about the API
 */
export const openApiDocument = (options: {
  origin: string
  contact: { name: string; email: string; url: string }
}): ReturnType<typeof createDocument> =>
  createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Waarmerk ondertekenen',
      version: apiVersion,
      description: 'PDF-documenten laten ondertekenen door burgers, met bewijs dat een ander kan narekenen.',
      contact: options.contact,
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: new URL(apiBasePath, options.origin).href }],
    tags: [{ name: 'Ondertekenen', description: 'Ondertekenverzoeken, documenten en bewijs' }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths: paths(),
  })
