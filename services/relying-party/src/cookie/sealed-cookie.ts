import type { Request, Response } from 'express'
import { EncryptJWT, jwtDecrypt } from 'jose'
import type { z } from 'zod'
import { readCookies, setCookie } from './cookie-header.ts'
import { deriveKeys } from './derived-keys.ts'

/** A cookie that only this service can read or make. */
export interface SealedCookie<Value> {
  /** The value; null when there is none, or it is forged, expired, or not of this shape. */
  read(request: Request, suffix?: string): Promise<Value | null>
  /** @param until when the value stops being believed, whatever the browser keeps */
  write(response: Response, value: Value, until: Date, suffix?: string): Promise<void>
  clear(response: Response, suffix?: string): void
}

/** What every sealed cookie needs. */
export interface SealedCookieDeps {
  /** 32 random bytes each, base64url; the first seals, all open. */
  readonly keys: readonly string[]
  readonly now: () => Date
}

/**
 * A cookie as a JWE (RFC 7516: `dir`, A256GCM), so that any instance can read what another wrote and nothing is kept
 * here. Each name has a key of its own. Browsers keep it until they close; `until` stands inside.
 */
export const createSealedCookie = <Shape extends z.ZodType>(
  { keys, now }: SealedCookieDeps,
  name: `__Host-${string}`,
  shape: Shape,
): SealedCookie<z.output<Shape>> => {
  const derived = deriveKeys(keys, name)
  const nameOf = (suffix?: string): `__Host-${string}` => (suffix === undefined ? name : `${name}.${suffix}`)
  return {
    async read(request, suffix) {
      const sealed = readCookies(request.headers.cookie).get(nameOf(suffix))
      if (sealed === undefined) return null
      for (const key of derived) {
        const value = await open(sealed, key, now())
        if (value !== undefined) return shape.safeParse(value).data ?? null
      }
      return null
    },
    async write(response, value, until, suffix) {
      const [current] = derived
      if (current === undefined) throw new TypeError('no cookie key')
      const sealed = await new EncryptJWT({ value })
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .setIssuedAt(now())
        .setExpirationTime(until)
        .encrypt(current)
      response.append('Set-Cookie', setCookie(nameOf(suffix), sealed))
    },
    clear(response, suffix) {
      response.append('Set-Cookie', setCookie(nameOf(suffix), '', 0))
    },
  }
}

const open = async (sealed: string, key: Uint8Array, currentDate: Date): Promise<unknown> => {
  try {
    const { payload } = await jwtDecrypt(sealed, key, {
      currentDate,
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
      requiredClaims: ['exp'],
    })
    return payload['value']
  } catch {
    return undefined
  }
}
