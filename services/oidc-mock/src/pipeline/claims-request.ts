import * as z from 'zod'

const member = z
  .looseObject({
    essential: z.boolean().optional(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .max(20)
      .optional(),
  })
  .nullable()

const members = z.record(z.string().max(200), member)
const shape = z.looseObject({ id_token: members.optional(), userinfo: members.optional() })

/** The `claims` parameter (OIDC Core §5.5). */
export type ClaimsRequest = z.output<typeof shape>

/** Reads the `claims` parameter; throws when it is not what OIDC Core §5.5 describes. */
export function readClaims(json: string | undefined): ClaimsRequest | undefined {
  return json === undefined ? undefined : shape.parse(JSON.parse(json))
}

/** Every `acr` that the request names, essential or not. */
export function namedAcr(claims: ClaimsRequest | undefined): readonly string[] {
  const acr = claims?.id_token?.['acr']
  return [acr?.value, ...(acr?.values ?? [])].filter((value) => value !== undefined).map(String)
}

/** The values of an essential `acr` (OIDC Core §5.5.1.1: unmet, the login must fail). */
export function essentialAcr(claims: ClaimsRequest | undefined): readonly string[] {
  return claims?.id_token?.['acr']?.essential === true ? namedAcr(claims) : []
}
